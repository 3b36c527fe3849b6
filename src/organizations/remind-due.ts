import { newId, type CampaignId, type Means, type SignOnId } from '#kernel'
import { gatheringLetter, gathersAt, type GatheringLetter } from '#letters'
import { leaveMails, tryEach, type Database, type MailNote, type Tx } from '#platform'
import { lockSignOns } from './begin.ts'
import { awaitedOf } from './standing.ts'
import { asksOf, unsignedAsks, updateAsk, type AskRow } from './store-asks.ts'
import type { GatheredLine } from './gathered-line.ts'
import { gatheredLines } from './store-lines.ts'
import { markNudged, nudgesOf, openPlaces } from './store-nudges.ts'

const day = 86_400_000
/** How long nobody is reminded again by the clock, and how often in all about one thing. */
const rest = 3 * day
const mostNudges = 3

/**
 * Reminds by the clock: representatives who considered or whose yes to changed words is awaited, every three days and
 * three times at most; and once, in the last three days before the deadline, those who were asked and did not answer.
 * A letter that fails keeps no other waiting; what it threw is thrown in the end.
 */
export async function remindDueSignOns(database: Database, means: Means): Promise<void> {
  const places = await database.read((tx) => openPlaces(tx))
  await tryEach(places, ({ campaign, letter: id }) =>
    database.transaction(async (tx) => {
      await lockSignOns(tx, campaign)
      const letter = await gatheringLetter(tx, campaign, id)
      if (!letter || letter.state === 'closed' || letter.state === 'draft') return
      await nudgeLines(tx, letter, means)
      await remindAsks(tx, letter, means)
    }),
  )
}

async function nudgeLines(tx: Tx, letter: GatheringLetter, means: Means): Promise<void> {
  const { campaign } = letter
  const at = means.now()
  const nudges = await nudgesOf(tx, campaign, letter.id)
  const mails: MailNote[] = []
  const nudged: SignOnId[] = []
  for (const line of await gatheredLines(tx, campaign, { letter: letter.id })) {
    const waits = waitsSince(line, letter, at)
    const before = nudges.get(line.id)
    const last = before?.at && waits && before.at > waits.since ? before.at : waits?.since
    if (!waits || !last || (before?.times ?? 0) >= mostNudges || at.getTime() - last.getTime() < rest) continue
    nudged.push(line.id)
    mails.push(...mailsTo(campaign, line, waits.kind, means))
  }
  await markNudged(tx, campaign, nudged, at)
  await leaveMails(tx, mails)
}

type Waits = { readonly kind: 'organizations.text-changed' | 'organizations.waiting'; readonly since: Date }

function waitsSince(line: GatheredLine, letter: GatheringLetter, at: Date): Waits | undefined {
  if (line.withdrawnAt || line.verdict === 'declined' || line.isForgotten || line.returnedAt) return undefined
  if (!line.signedAt)
    return gathersAt(letter, at) ? { kind: 'organizations.waiting', since: line.confirmedAt } : undefined
  const awaited = awaitedOf(line.consents, letter.editions)
  const frozen = letter.editions.flatMap(({ id, versions }) =>
    awaited.includes(id) ? (versions.at(-1)?.frozenAt.getTime() ?? []) : [],
  )
  return frozen.length > 0 ? { kind: 'organizations.text-changed', since: new Date(Math.max(...frozen)) } : undefined
}

function mailsTo(campaign: CampaignId, line: GatheredLine, kind: Waits['kind'], means: Means): readonly MailNote[] {
  const ids = { campaign, signOn: line.id, term: String(line.term) }
  const note = { kind, dueAt: means.now() }
  return [
    { ...note, id: newId(means), ids },
    { ...note, id: newId(means), ids: { ...ids, deputy: '1' } },
  ]
}

async function remindAsks(tx: Tx, letter: GatheringLetter, means: Means): Promise<void> {
  const { campaign, signOnUntil } = letter
  const at = means.now()
  if (!signOnUntil || at >= signOnUntil || signOnUntil.getTime() - at.getTime() > rest) return
  const asks = await asksOf(tx, campaign, letter.id)
  const unsigned = await unsignedAsks(
    tx,
    campaign,
    asks.map(({ id }) => id),
  )
  const due = asks.filter((ask) => unsigned.has(ask.id) && isDue(ask, at))
  for (const ask of due) await updateAsk(tx, campaign, { ...ask, remindedAt: at, reminders: ask.reminders + 1 })
  await leaveMails(
    tx,
    due.map(({ id: ask }) => ({
      id: newId(means),
      kind: 'organizations.reminder',
      ids: { campaign, ask },
      dueAt: at,
    })),
  )
}

function isDue({ mark, status, returnedAt, askedAt, remindedAt }: AskRow, at: Date): boolean {
  const last = remindedAt ?? askedAt
  if (!mark || !last || returnedAt || status === 'declined' || status === 'not-asked') return false
  return at.getTime() - last.getTime() >= rest
}
