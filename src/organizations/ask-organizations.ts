import { recordEvent } from '#accounts'
import { newId, type CampaignId, type LetterId } from '#kernel'
import { leaveMails, parseDomainName, type MailNote, type Tx, type Vault } from '#platform'
import { lockSignOns, type By, type SealedMeans } from './begin.ts'
import type { AskChange, AskId, AskOutcome, AskWish } from './gathered.ts'
import { parseLineName, plainField } from './line-name.ts'
import { strictKey } from './name.ts'
import { bonds, inboxMark, openAsk, seal, type SealedAsk } from './sealed-people.ts'
import { asksOf, findAsk, findAsks, insertAsks, unsignedAsks, updateAsk, type AskRow } from './store-asks.ts'
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

const longestNote = 2000

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

const askMail = (
  campaign: CampaignId,
  ask: AskId,
  kind: 'organizations.ask' | 'organizations.reminder',
  means: SealedMeans | Pick<SealedMeans, 'now' | 'random'>,
): MailNote => ({ id: newId(means), kind, ids: { campaign, ask }, dueAt: means.now() })

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
