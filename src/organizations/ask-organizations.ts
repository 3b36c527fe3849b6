import { recordEvent } from '#accounts'
import { newId, type CampaignId, type LetterId } from '#kernel'
import { leaveMails, parseDomainName, type MailNote, type Tx } from '#platform'
import { lockSignOns, type By, type SealedMeans } from './begin.ts'
import type { AskId } from './gathered.ts'
import type { AskOutcome, AskWish } from './gathered-board.ts'
import { parseLineName, plainField } from './line-name.ts'
import { strictKey } from './name.ts'
import { bonds, inboxMark, seal, type SealedAsk } from './sealed-people.ts'
import { asksOf, insertAsks, type AskRow } from './store-asks.ts'
import { gatheredLines } from './store-lines.ts'

/** Whom organizers ask to sign a letter. */
export type Asking = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly by: By
  readonly rows: readonly AskWish[]
  /** BCP 47: of the mails. */
  readonly language?: string
}

/** Most characters of an organizer's note. */
export const longestNote = 2000

/**
 * Asks organizations to sign a letter: each with an address is sent its personal link. A name in any spelling, and an
 * address, is asked once for a letter; one that signed on by itself is not asked.
 * @returns what came of each row, in their order.
 */
export async function askOrganizations(
  tx: Tx,
  { campaign, letter, by, rows, language = 'en' }: Asking,
  means: SealedMeans,
): Promise<readonly AskOutcome[]> {
  await lockSignOns(tx, campaign)
  const at = means.now()
  const there = await asksOf(tx, campaign, letter)
  const known = await knownOf(tx, campaign, letter, there)
  const first = (there.at(-1)?.position ?? 0) + 1
  const added: AskRow[] = []
  const outcomes = rows.map((row): AskOutcome => {
    const name = parseLineName(row.name)
    if (name.kind === 'bad-name') return name
    const domain = row.domain === undefined ? undefined : parseDomainName(row.domain)
    if (row.domain !== undefined && domain === undefined) return { kind: 'bad-domain' }
    const key = strictKey(name.name)
    const mark = row.email === undefined ? undefined : inboxMark(means.vault, campaign, letter, row.email)
    const before = known.get(key) ?? (mark && known.get(mark.toString('hex')))
    if (before) return { kind: 'already', ask: before.ask }
    const id = newId<AskId>(means)
    for (const each of [key, ...(mark ? [mark.toString('hex')] : [])]) known.set(each, { ask: id })
    const personal: SealedAsk = { email: row.email, note: plainField(row.note, longestNote), language }
    const sealed = seal(means.vault, bonds.ask(campaign, id), personal)
    const group = plainField(row.group)
    const position = first + added.length
    added.push(freshAsk({ id, letter, position, name: name.name, key, sealed, mark, domain, group, madeAt: at }))
    return { kind: mark ? 'asked' : 'noted', ask: id }
  })
  await insertAsks(tx, campaign, added)
  await leaveMails(
    tx,
    added.flatMap((row) => (row.mark ? [askMail(campaign, row.id, 'organizations.ask', means)] : [])),
  )
  const asked = added.filter(({ mark }) => mark).length
  const subject = [letter, ...added.slice(0, 20).map(({ id }) => id)]
  const after = { asked, noted: added.length - asked }
  if (added.length > 0) await recordEvent(tx, { by, act: 'ask-organizations', campaign, subject, after }, means)
  return outcomes
}

/** Who is on the board already, by the keys of their names and the marks of their inboxes. */
async function knownOf(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  asks: readonly AskRow[],
): Promise<Map<string, { readonly ask: AskId | undefined }>> {
  const known = new Map<string, { readonly ask: AskId | undefined }>()
  for (const { line, ask, withdrawnAt } of await gatheredLines(tx, campaign, { letter }))
    if (!withdrawnAt) known.set(strictKey(line.name), { ask })
  for (const { id, key, mark } of asks) {
    known.set(key, { ask: id })
    if (mark) known.set(mark.toString('hex'), { ask: id })
  }
  return known
}

type FreshAsk = Pick<
  AskRow,
  'id' | 'letter' | 'position' | 'name' | 'key' | 'sealed' | 'mark' | 'domain' | 'group' | 'madeAt'
>

const freshAsk = (ask: FreshAsk): AskRow => ({
  ...ask,
  status: ask.mark ? 'asked' : 'not-asked',
  since: ask.madeAt,
  nextOn: undefined,
  owner: undefined,
  askedAt: ask.mark && ask.madeAt,
  remindedAt: undefined,
  reminders: 0,
  returnedAt: undefined,
})

/** A mail to whoever is asked. */
export const askMail = (
  campaign: CampaignId,
  ask: AskId,
  kind: 'organizations.ask' | 'organizations.reminder',
  means: SealedMeans | Pick<SealedMeans, 'now' | 'random'>,
): MailNote => ({ id: newId(means), kind, ids: { campaign, ask }, dueAt: means.now() })
