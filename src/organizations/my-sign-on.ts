import { newId, type Means } from '#kernel'
import { append, hasLog } from '#ledger'
import { touchCampaign } from '#letters'
import { leaveMails, type Tx, type Vault } from '#platform'
import { encodeLeaf } from '#proof'
import { lockSignOns } from './begin.ts'
import { clearEvidenceOf } from './authority/store-evidence.ts'
import { parseSignOnLink, type SignOnTarget } from './gather-link.ts'
import type { Representative } from './gathered.ts'
import type { BadName } from './sign-on-wish.ts'
import { lockedLine } from './judge-sign-on.ts'
import { parseLineName, plainField } from './line-name.ts'
import type { ListContext } from './line-standing.ts'
import { bonds, inboxMark, seal } from './sealed-people.ts'
import { settleLine } from './settle-sign-ons.ts'
import { openPerson } from './sign-on-view.ts'
import { clearAnswers } from './store-home.ts'
import { updateLine } from './store-gathered.ts'
import { eraseLeaves } from './store-leaves.ts'
import type { GatheredLine } from './gathered-line.ts'
import { clearRepresentatives, putRepresentative, representativesOf } from './store-representatives.ts'
import { deleteWish } from './store-wishes.ts'

/** What came of a button on the representative's page. */
export type MineOutcome = { readonly kind: 'done' } | { readonly kind: 'closed' } | { readonly kind: 'gone' }

type Mine = { readonly target: SignOnTarget; readonly line: GatheredLine; readonly context: ListContext }

/** The line of whoever speaks for it now, once everybody else waits. */
async function mine(tx: Tx, vault: Vault, link: string): Promise<Mine | undefined> {
  const target = parseSignOnLink(vault, link)
  const found = target && (await lockedLine(tx, target.campaign, target.signOn))
  return target && found && found.line.term === target.term && !found.line.isForgotten
    ? { target, ...found }
    : undefined
}

/** Says whether corrections of the text may take the name along from now on. */
export async function setCarries(
  tx: Tx,
  vault: Vault,
  { link, carries }: { readonly link: string; readonly carries: boolean },
  _means: Means,
): Promise<MineOutcome> {
  const found = await mine(tx, vault, link)
  if (!found || found.line.withdrawnAt) return { kind: 'gone' }
  await updateLine(tx, found.target.campaign, found.line.id, { carries })
  return { kind: 'done' }
}

/**
 * Withdraws a sign-on, at any time: a leaf takes it out of the count at once. While the letter is open the name is off
 * the list; once it was delivered the name stays and is marked. A form that waits goes without a trace.
 */
export async function withdrawSignOn(
  tx: Tx,
  vault: Vault,
  { link }: { readonly link: string },
  means: Means,
): Promise<MineOutcome> {
  const target = parseSignOnLink(vault, link)
  // A press that signs at this moment is waited for: else the form would be gone, and the line stand.
  if (target) await lockSignOns(tx, target.campaign)
  if (target && (await deleteWish(tx, target.campaign, target.signOn))) return { kind: 'done' }
  const found = await mine(tx, vault, link)
  if (!found) return { kind: 'gone' }
  if (found.line.withdrawnAt) return { kind: 'done' }
  const { campaign } = found.target
  await updateLine(tx, campaign, found.line.id, { withdrawnAt: means.now() })
  await settleLine(tx, found.context, found.line.id, { ...means, vault })
  await touchCampaign(tx, campaign)
  return { kind: 'done' }
}

/**
 * Names a successor, who speaks for the sign-on once their mailbox has answered; until then everything stays. What was
 * said yes to before stays said. Naming another takes the place of one who has not answered.
 */
export async function handOver(
  tx: Tx,
  vault: Vault,
  { link, successor }: { readonly link: string; readonly successor: Representative },
  means: Means,
): Promise<MineOutcome> {
  const found = await mine(tx, vault, link)
  if (!found || found.line.withdrawnAt || found.target.term >= 255) return { kind: 'gone' }
  const { line, context, target } = found
  if (context.letter.state === 'closed') return { kind: 'closed' }
  const { campaign } = target
  const people = await representativesOf(tx, campaign, line.id)
  const present = people.find(({ term }) => term === line.term)
  if (!present?.sealed) return { kind: 'gone' }
  const { language } = openPerson(vault, present, present.sealed)
  const term = line.term + 1
  const personal = {
    ...successor,
    name: plainField(successor.name) ?? '',
    role: plainField(successor.role) ?? '',
    language,
    read: [],
    considers: false,
  }
  const at = means.now()
  await putRepresentative(tx, {
    campaign,
    signOn: line.id,
    term,
    sealed: seal(vault, bonds.representative(campaign, line.id, term), personal),
    mark: inboxMark(vault, campaign, line.letter, successor.email),
    since: at,
    confirmedAt: undefined,
    returnedAt: undefined,
  })
  const ids = { campaign, signOn: line.id, term: String(term) }
  await leaveMails(tx, [{ id: newId(means), kind: 'organizations.confirm', ids, dueAt: at }])
  return { kind: 'done' }
}

/** Spells the name anew: at once while no organizer has accepted it, afterwards as a wish that organizers take over. */
export async function renameSignOn(
  tx: Tx,
  vault: Vault,
  { link, name: typed }: { readonly link: string; readonly name: string },
  means: Means,
): Promise<MineOutcome | BadName> {
  const name = parseLineName(typed)
  if (name.kind === 'bad-name') return name
  const found = await mine(tx, vault, link)
  if (!found || found.line.withdrawnAt) return { kind: 'gone' }
  if (found.context.letter.state === 'closed') return { kind: 'closed' }
  const { campaign } = found.target
  const change = found.line.verdict === 'accepted' ? { wishedName: name.name } : { name: name.name, wishedName: null }
  await updateLine(tx, campaign, found.line.id, change)
  await settleLine(tx, found.context, found.line.id, { ...means, vault })
  return { kind: 'done' }
}

/**
 * Forgets everything personal behind a sign-on at once: who spoke for it, what they proved it with, who answered at home.
 * The organization's name stays where it stands; without a representative nobody says yes to changed words. Persons
 * withdraw instead, and are forgotten with that.
 */
export async function eraseRepresentative(
  tx: Tx,
  vault: Vault,
  { link }: { readonly link: string },
  means: Means,
): Promise<MineOutcome> {
  const found = await mine(tx, vault, link)
  if (!found) return { kind: 'gone' }
  await forgetLine(tx, found.context, found.line, means)
  return { kind: 'done' }
}

/** Takes away what is personal behind a line, destroys the secret of its leaf, and says so in the log. */
export async function forgetLine(
  tx: Tx,
  { letter }: ListContext,
  line: GatheredLine,
  means: Pick<Means, 'now'>,
): Promise<void> {
  const at = means.now()
  const { campaign } = letter
  await clearRepresentatives(tx, campaign, line.id, at)
  await clearAnswers(tx, campaign, line.id)
  await clearEvidenceOf(tx, campaign, line.id, at)
  if (!line.leaf || line.leaf.isErased) return
  await eraseLeaves(tx, campaign, [line.id], at)
  // A withdrawn leaf is out of the count; to say more of it in the log tells strangers something for nothing.
  if (line.leaf.withdrawnAt || !(await hasLog(tx, campaign))) return
  const leaf = encodeLeaf({ t: 'er', d: at.toISOString().slice(0, 10), i: line.leaf.index, v: 1 })
  await append(tx, campaign, [leaf], [])
}
