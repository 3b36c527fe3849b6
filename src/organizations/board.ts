import type { CampaignId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { contextOf, idOfLetter, type LetterAsked } from './begin.ts'
import type { BoardRow, BoardStatus } from './gathered-board.ts'
import { levelOf, newestHashes, printedLine, type ListContext } from './line-standing.ts'
import { hasAuthority, waitingOf, type Waiting } from './queues.ts'
import { bonds, openAsk, openRepresentative, openWish } from './sealed-people.ts'
import { awaitedOf } from './standing.ts'
import { boardFacts, type BoardAsk, type BoardFacts, type BoardPerson, type BoardWish } from './store-board.ts'
import type { GatheredLine } from './gathered-line.ts'
import { gatheredLines } from './store-lines.ts'

/**
 * The whip board of a letter: everybody who is asked, in the order in which they were entered, each with the sign-on that
 * came of it, then those who signed on unasked. In four
 * questions, or three where the letter is at hand.
 * `comparesNames: false` leaves the queue of names out, which costs more than all the rest.
 */
export async function boardOf(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
  at: LetterAsked,
  _at: Date,
  options: { readonly comparesNames?: boolean } = {},
): Promise<readonly BoardRow[]> {
  const context = await contextOf(tx, campaign, at)
  if (!context) return []
  const letter = idOfLetter(at)
  const lines = await gatheredLines(tx, campaign, { letter })
  const facts = await boardFacts(tx, campaign, { letter, isSealed: true })
  const waiting = waitingOf(context.letter, lines, facts, options)
  const people = new Map(facts.people.map((one) => [one.signOn, one]))
  const board: Board = { vault, campaign, context, waiting, people }
  const asked = new Set(facts.asks.map(({ id }) => id))
  return [
    ...facts.asks.flatMap((ask) => rowsOfAsk(board, ask, lines, facts)),
    ...lines.filter(({ ask }) => ask === undefined || !asked.has(ask)).map((line) => rowOfLine(board, line)),
    ...facts.wishes.filter(({ ask }) => ask === null || !asked.has(ask)).map((wish) => rowOfWish(board, wish)),
  ]
}

type Board = {
  readonly vault: Vault
  readonly campaign: CampaignId
  readonly context: ListContext
  readonly waiting: ReadonlyMap<string, readonly Waiting[]>
  readonly people: ReadonlyMap<string, BoardPerson>
}

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64')
const dateOf = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text))

/** One row for each sign-on that came of an ask; the form that waits, or the ask alone, where there is none. */
function rowsOfAsk(
  board: Board,
  ask: BoardAsk,
  lines: readonly GatheredLine[],
  { wishes }: BoardFacts,
): readonly BoardRow[] {
  const rows = lines.filter((line) => line.ask === ask.id).map((line) => rowOfLine(board, line))
  const waits = wishes.find((wish) => wish.ask === ask.id)
  const own = rowOfAsk(board, ask)
  if (rows.length === 0 && !waits) return [own]
  const all = rows.length > 0 || !waits ? rows : [rowOfWish(board, waits)]
  const { nextOn, owner, note, remindedAt, reminders } = own
  return all.map((row) => ({
    ...row,
    ask: ask.id,
    nextOn,
    owner,
    note,
    remindedAt,
    reminders,
    domain: row.domain ?? own.domain,
    group: row.group ?? own.group,
  }))
}

const plainRow = {
  ask: undefined,
  signOn: undefined,
  domain: undefined,
  group: undefined,
  note: undefined,
  nextOn: undefined,
  owner: undefined,
  editions: [],
  versions: [],
  level: 'unverified',
  verdict: undefined,
  remindedAt: undefined,
  reminders: 0,
  mailTrouble: undefined,
  queues: [],
} as const

function rowOfAsk({ vault, campaign }: Board, ask: BoardAsk): BoardRow {
  const personal = ask.sealed === null ? undefined : openAsk(vault, bonds.ask(campaign, ask.id), bytesOf(ask.sealed))
  const mailTrouble = dateOf(ask.returnedAt)
  return {
    ...plainRow,
    ask: ask.id,
    kind: 'organization',
    name: ask.name,
    contact: personal?.email === undefined ? undefined : { email: personal.email },
    domain: ask.domain ?? undefined,
    group: ask.group ?? undefined,
    note: personal?.note,
    status: ask.status,
    since: new Date(ask.since),
    nextOn: ask.nextOn ?? undefined,
    owner: ask.owner ?? undefined,
    remindedAt: dateOf(ask.remindedAt),
    reminders: ask.reminders,
    mailTrouble,
    queues: mailTrouble && ask.status !== 'declined' ? ['mail'] : [],
  }
}

function rowOfWish({ vault, campaign }: Board, wish: BoardWish): BoardRow {
  const form = openWish(vault, bonds.wish(campaign, wish.signOn), bytesOf(wish.sealed))
  const mailTrouble = dateOf(wish.returnedAt)
  return {
    ...plainRow,
    signOn: wish.signOn,
    kind: form.kind,
    name: form.name,
    contact: { name: form.representative.name, email: form.representative.email },
    domain: form.domain,
    group: form.group,
    status: 'pending',
    since: new Date(wish.wishedAt),
    mailTrouble,
    queues: mailTrouble ? ['mail'] : [],
  }
}

function rowOfLine({ vault, campaign, context, waiting, people }: Board, line: GatheredLine): BoardRow {
  const person = people.get(line.id)
  const speaks =
    person && openRepresentative(vault, bonds.representative(campaign, line.id, person.term), bytesOf(person.sealed))
  const editions = new Set(line.consents.map(({ edition }) => edition))
  const { status, since } = statusOf(line, context)
  return {
    ...plainRow,
    ask: line.ask,
    signOn: line.id,
    kind: line.line.kind,
    name: line.line.name,
    contact: speaks && { name: speaks.name, email: speaks.email },
    domain: line.domain,
    group: line.line.group,
    status,
    since,
    editions: context.letter.editions.filter(({ id }) => editions.has(id)).map(({ id }) => id),
    versions: newestHashes(line),
    level: levelOf(line),
    verdict: line.verdict,
    mailTrouble: line.returnedAt,
    queues: (waiting.get(line.id) ?? []).map(({ queue }) => queue),
  }
}

/** The furthest that is true of a line, and since when. */
function statusOf(line: GatheredLine, context: ListContext): { readonly status: BoardStatus; readonly since: Date } {
  const { withdrawnAt, verdict, signedAt, confirmedAt, judgedAt, evidence } = line
  if (withdrawnAt) return { status: 'withdrawn', since: withdrawnAt }
  if (verdict === 'declined') return { status: 'declined', since: judgedAt ?? confirmedAt }
  if (!signedAt) return { status: 'interested', since: confirmedAt }
  if (awaitedOf(line.consents, context.letter.editions).length > 0)
    return { status: 'changed', since: line.consents.at(-1)?.at ?? signedAt }
  if (printedLine(line, context)) return { status: 'printed', since: judgedAt ?? signedAt }
  if (line.line.kind === 'organization' && hasAuthority(line))
    return { status: 'authorized', since: evidence.find(({ counts }) => counts)?.since ?? signedAt }
  return { status: 'signed', since: signedAt }
}
