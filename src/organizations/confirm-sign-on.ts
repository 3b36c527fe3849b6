import { newId, type CampaignId, type Means, type SignOnId, type VersionHash } from '#kernel'
import { gathersAt, touchCampaign } from '#letters'
import { leaveMails, type Tx, type Vault } from '#platform'
import { lockedContext } from './begin.ts'
import { parseSignOnLink, type SignOnTarget } from './gather-link.ts'
import type { ConsentOutcome } from './sign-on-wish.ts'
import type { ListContext } from './line-standing.ts'
import { strictKey } from './name.ts'
import { recognizeOrganization } from './recognize-organization.ts'
import { bonds, openWish, seal, type SealedRepresentative, type SealedWish } from './sealed-people.ts'
import { settleLine } from './settle-sign-ons.ts'
import { readingOf, type Reading } from './standing.ts'
import { askOfName, insertConsents, insertLine, updateLine } from './store-gathered.ts'
import type { GatheredLine } from './gathered-line.ts'
import { gatheredLines } from './store-lines.ts'
import { confirmRepresentative, lineOfInbox, putRepresentative, representativesOf } from './store-representatives.ts'
import { deleteWish, findWish, type WishRow } from './store-wishes.ts'

/** A representative's link, and the hashes of the texts that stood on their screen. */
export type ReadByLink = { readonly link: string; readonly read: readonly VersionHash[] }

type Pressing = { readonly target: SignOnTarget; readonly vault: Vault; readonly means: Means; readonly at: Date }

/**
 * The button behind the mail's link: the mailbox has answered, and whoever reads it signs the texts they read. Who
 * wants to ask at home first presses with none: then the mailbox is known, and nothing is signed. The same again comes to
 * the same.
 */
export async function confirmSignOn(
  tx: Tx,
  vault: Vault,
  { link, read }: ReadByLink,
  means: Means,
): Promise<ConsentOutcome> {
  return press(tx, vault, { link, read }, means)
}

/**
 * Says yes to further texts, or to the words of today where they changed. An edition that was not ticked at first may be
 * ticked now; none is taken away, which is what withdrawing is for.
 */
export async function renewConsent(
  tx: Tx,
  vault: Vault,
  { link, read }: ReadByLink,
  means: Means,
): Promise<ConsentOutcome> {
  return press(tx, vault, { link, read }, means)
}

async function press(tx: Tx, vault: Vault, { link, read }: ReadByLink, means: Means): Promise<ConsentOutcome> {
  const target = parseSignOnLink(vault, link)
  if (!target) return { kind: 'gone' }
  const { campaign, signOn } = target
  const letter = (await findWish(tx, campaign, signOn))?.letter ?? (await lineOf(tx, campaign, signOn))?.letter
  const context = letter && (await lockedContext(tx, campaign, letter))
  if (!context) return { kind: 'gone' }
  const at = means.now()
  const pressing: Pressing = { target, vault, means, at }
  // Asked again under the lock: the other of two presses may have been faster.
  const wish = await findWish(tx, campaign, signOn)
  const line = wish ? undefined : await lineOf(tx, campaign, signOn)
  if (line?.withdrawnAt) return { kind: 'withdrawn' }
  if (!gathersAt(context.letter, at) && !mayRenew(line, context)) return { kind: 'closed' }
  const reading = readingOf(read, context.letter.editions)
  if (wish) return confirmWish(tx, context, wish, reading, pressing)
  return line ? consent(tx, context, line, reading, pressing) : { kind: 'gone' }
}

/** After the deadline nobody new signs on; who has signed may still say yes to changed words until the letter closes. */
const mayRenew = (line: GatheredLine | undefined, { letter }: ListContext): boolean =>
  line?.signedAt !== undefined && letter.state !== 'closed' && letter.state !== 'draft'

async function lineOf(tx: Tx, campaign: CampaignId, signOn: SignOnId): Promise<GatheredLine | undefined> {
  return (await gatheredLines(tx, campaign, { signOn }))[0]
}

async function confirmWish(
  tx: Tx,
  context: ListContext,
  row: WishRow,
  reading: Reading,
  pressing: Pressing,
): Promise<ConsentOutcome> {
  const { campaign, signOn } = row
  const wish = openWish(pressing.vault, bonds.wish(campaign, signOn), row.sealed)
  if (reading.kind === 'text-changed') return reading
  await deleteWish(tx, campaign, signOn)
  const line = await lineOf(tx, campaign, await lineFor(tx, context, row, wish, pressing))
  if (!line) return { kind: 'gone' }
  if (reading.kind === 'nothing-ticked') return { kind: 'considering', signOn: line.id, term: line.term }
  const { target } = pressing
  return consent(tx, context, line, reading, { ...pressing, target: { ...target, signOn: line.id, term: line.term } })
}

/** The line that a form becomes: a new one, or the one for which the same inbox speaks already. */
async function lineFor(
  tx: Tx,
  { letter }: ListContext,
  row: WishRow,
  wish: SealedWish,
  { vault, means, at }: Pressing,
): Promise<SignOnId> {
  const { campaign, signOn, mark } = row
  const organization = wish.kind === 'person' ? undefined : await recognizeOrganization(tx, campaign, wish.name, means)
  const there = organization && (await lineOfInbox(tx, campaign, { organization, letter: letter.id, mark }))
  if (there) return there
  const known = await askOfName(tx, campaign, letter.id, strictKey(wish.name))
  const domain = known?.domain ?? wish.domain
  await insertLine(tx, {
    campaign,
    id: signOn,
    letter: letter.id,
    kind: wish.kind,
    organization,
    ask: row.ask ?? known?.ask,
    name: wish.name,
    group: wish.group,
    title: wish.title,
    affiliation: wish.affiliation,
    domain,
    domainFrom: domain === undefined ? undefined : known?.domain === undefined ? 'representative' : 'organizers',
    carries: wish.carries,
    confirmedAt: at,
  })
  const { representative, language, read, considers } = wish
  const personal: SealedRepresentative = { ...representative, language, read, considers }
  const sealed = seal(vault, bonds.representative(campaign, signOn, 1), personal)
  await putRepresentative(tx, {
    campaign,
    signOn,
    term: 1,
    sealed,
    mark,
    since: row.wishedAt,
    confirmedAt: at,
    returnedAt: undefined,
  })
  return signOn
}

async function consent(
  tx: Tx,
  context: ListContext,
  line: GatheredLine,
  reading: Reading,
  { target, vault, means, at }: Pressing,
): Promise<ConsentOutcome> {
  if (reading.kind !== 'read') return reading
  const { campaign, term } = target
  if (!(await speaks(tx, line, target, at))) return { kind: 'gone' }
  const given = new Set(
    line.consents.filter((one) => one.term === term).map(({ edition, hash }) => `${edition} ${hash}`),
  )
  const fresh = reading.consents.filter(({ edition, hash }) => !given.has(`${edition} ${hash}`))
  const how = line.signedAt === undefined ? 'signed' : 'renewed'
  await insertConsents(
    tx,
    campaign,
    fresh.map((one) => ({ ...one, signOn: line.id, term, how, at })),
  )
  if (line.signedAt === undefined) {
    await updateLine(tx, campaign, line.id, { signedAt: at })
    await leaveProofMail(tx, line, target, means)
  }
  await settleLine(tx, context, line.id, { ...means, vault })
  await touchCampaign(tx, campaign)
  return { kind: 'signed', signOn: line.id, term }
}

/** Whether a link is that of whoever speaks now; a successor's first press makes them the one. */
async function speaks(
  tx: Tx,
  line: GatheredLine,
  { campaign, signOn, term }: SignOnTarget,
  at: Date,
): Promise<boolean> {
  const row = (await representativesOf(tx, campaign, line.id)).find((one) => one.term === term)
  if (!row?.sealed) return false
  if (line.term === term) return true
  if (line.term + 1 !== term || row.confirmedAt) return false
  await confirmRepresentative(tx, campaign, { signOn, term }, at)
  await updateLine(tx, campaign, signOn, { term })
  return true
}

async function leaveProofMail(tx: Tx, line: GatheredLine, target: SignOnTarget, means: Means): Promise<void> {
  if (line.line.kind === 'person') return
  const { campaign, term } = target
  const ids = { campaign, signOn: line.id, term: String(term) }
  await leaveMails(tx, [{ id: newId(means), kind: 'organizations.proof', ids, dueAt: means.now() }])
}
