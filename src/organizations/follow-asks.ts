import { recordEvent } from '#accounts'
import { type CampaignId, type LetterId } from '#kernel'
import { leaveMails, parseDomainName, type Tx, type Vault } from '#platform'
import { lockSignOns, type By, type SealedMeans } from './begin.ts'
import type { AskId } from './gathered.ts'
import type { AskChange } from './gathered-board.ts'
import { plainField } from './line-name.ts'
import { bonds, inboxMark, openAsk, seal, type SealedAsk } from './sealed-people.ts'
import { asksOf, findAsk, findAsks, unsignedAsks, updateAsk, type AskRow } from './store-asks.ts'

import { askMail, longestNote } from './ask-organizations.ts'

/** What came of changing an ask. */
export type AskChangeOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'bad-domain' }
  /** Another ask of the letter goes to this address. */
  | { readonly kind: 'already' }

/**
 * Changes what is written down of an ask. An address that is new is sent the personal link. What the trail keeps are
 * words of ours; notes and addresses stay sealed.
 */
export async function changeAsk(
  tx: Tx,
  { campaign, ask, by, ...change }: { readonly campaign: CampaignId; readonly ask: AskId; readonly by: By } & AskChange,
  means: SealedMeans,
): Promise<AskChangeOutcome> {
  await lockSignOns(tx, campaign)
  const row = await findAsk(tx, campaign, ask)
  if (!row) return { kind: 'gone' }
  const domain = typeof change.domain === 'string' ? parseDomainName(change.domain) : undefined
  if (typeof change.domain === 'string' && !domain) return { kind: 'bad-domain' }
  const people = changedPeople(means.vault, campaign, row, change)
  if (people.isNew && people.mark && (await isAskedAlready(tx, campaign, row, people.mark))) return { kind: 'already' }
  const at = means.now()
  const asksNow = people.isNew && people.mark !== undefined
  const status = change.status ?? (asksNow && row.status === 'not-asked' ? 'asked' : row.status)
  await updateAsk(tx, campaign, {
    ...row,
    ...(people.isNew ? { sealed: people.sealed, mark: people.mark, returnedAt: undefined } : { sealed: people.sealed }),
    ...(asksNow ? { askedAt: at } : {}),
    ...(status === row.status ? {} : { status, since: at }),
    domain: change.domain === undefined ? row.domain : domain,
    group: change.group === undefined ? row.group : plainField(change.group ?? undefined),
    nextOn: change.nextOn === undefined ? row.nextOn : (change.nextOn ?? undefined),
    owner: change.owner === undefined ? row.owner : (change.owner ?? undefined),
  })
  if (asksNow) await leaveMails(tx, [askMail(campaign, ask, 'organizations.ask', means)])
  const before = { status: row.status, domain: row.domain ?? null, next: row.nextOn ?? null }
  const after = { status, domain: change.domain === undefined ? before.domain : (domain ?? null), mailed: asksNow }
  await recordEvent(tx, { by, act: 'change-ask', campaign, subject: [ask], before, after }, means)
  return { kind: 'changed' }
}

function changedPeople(vault: Vault, campaign: CampaignId, row: AskRow, { email, note }: AskChange) {
  const bound = bonds.ask(campaign, row.id)
  const before: SealedAsk = row.sealed
    ? openAsk(vault, bound, row.sealed)
    : { email: undefined, note: undefined, language: 'en' }
  const after: SealedAsk = {
    ...before,
    ...(email === undefined ? {} : { email: email ?? undefined }),
    ...(note === undefined ? {} : { note: plainField(note ?? undefined, longestNote) }),
  }
  const isNew = after.email !== before.email
  const mark = after.email === undefined ? undefined : inboxMark(vault, campaign, row.letter, after.email)
  return { isNew, mark, sealed: seal(vault, bound, after) }
}

async function isAskedAlready(tx: Tx, campaign: CampaignId, { id, letter }: AskRow, mark: Buffer): Promise<boolean> {
  return (await asksOf(tx, campaign, letter)).some((one) => one.id !== id && one.mark?.equals(mark))
}

/**
 * Reminds those who were asked, have an address whose mails arrive, and have not signed on; who declined is left alone,
 * and nobody is reminded twice within a day.
 * @returns to how many a mail goes.
 */
export async function remind(
  tx: Tx,
  {
    campaign,
    letter,
    by,
    asks,
  }: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: By
    readonly asks: readonly AskId[]
  },
  means: Pick<SealedMeans, 'now' | 'random'>,
): Promise<number> {
  await lockSignOns(tx, campaign)
  const at = means.now()
  const unsigned = await unsignedAsks(tx, campaign, asks)
  const due = (await findAsks(tx, campaign, asks)).filter(
    (row) => row.letter === letter && unsigned.has(row.id) && mayRemind(row, at),
  )
  for (const row of due) await updateAsk(tx, campaign, { ...row, remindedAt: at, reminders: row.reminders + 1 })
  await leaveMails(
    tx,
    due.map((row) => askMail(campaign, row.id, 'organizations.reminder', means)),
  )
  const subject = [letter, ...due.slice(0, 20).map(({ id }) => id)]
  if (due.length > 0)
    await recordEvent(tx, { by, act: 'remind-organizations', campaign, subject, after: { mails: due.length } }, means)
  return due.length
}

const day = 86_400_000

function mayRemind({ mark, status, returnedAt, askedAt, remindedAt }: AskRow, at: Date): boolean {
  const last = remindedAt ?? askedAt
  if (!mark || status === 'declined' || returnedAt) return false
  return last === undefined || at.getTime() - last.getTime() >= day
}
