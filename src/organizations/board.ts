import type { CampaignId, LetterId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { contextOf, idOfLetter, type LetterAsked } from './begin.ts'
import type { AskId } from './gathered.ts'
import type { BoardRow, BoardStatus } from './gathered-board.ts'
import { levelOf, newestHashes, printedLine, type ListContext } from './line-standing.ts'
import { hasAuthority, waitingOf, type Waiting } from './queues.ts'
import { bonds, openAsk, openRepresentative, openWish } from './sealed-people.ts'
import { factsFor, type SignOnShelf } from './shelf.ts'
import { awaitedOf } from './standing.ts'
import type { BoardAsk, BoardPerson, BoardWish } from './store-board.ts'
import type { GatheredLine } from './gathered-line.ts'

/**
 * The whip board of a letter: everybody who is asked, in the order in which they were entered, each with the sign-on that
 * came of it, then those who signed on unasked. In four
 * questions, or two where the letter is at hand and the rest on the shelf.
 */
export async function boardOf(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
  at: LetterAsked,
  _at: Date,
  shelf?: SignOnShelf,
): Promise<readonly BoardRow[]> {
  const context = await contextOf(tx, campaign, at)
  if (!context) return []
  const letter = idOfLetter(at)
  const facts = await factsFor(tx, campaign, shelf)
  const lines = (await facts.lines()).get(letter) ?? []
  const { people, ...all } = await facts.board()
  const [asks, wishes] = [all.asks.filter(isOf(letter)), all.wishes.filter(isOf(letter))]
  const board: Board = {
    ...{ vault, campaign, context },
    waiting: waitingOf(context.letter, lines, await facts.doubts(letter)),
    people: new Map(people.map((one) => [one.signOn, one])),
    lines: Map.groupBy(lines, ({ ask }) => ask),
    // Of several forms for one ask the first stands for it.
    wishes: new Map(wishes.toReversed().map((wish) => [wish.ask, wish])),
  }
  const asked = new Set(asks.map(({ id }) => id))
  return [
    ...asks.flatMap((ask) => rowsOfAsk(board, ask)),
    ...lines.filter(({ ask }) => ask === undefined || !asked.has(ask)).map((line) => rowOfLine(board, line)),
    ...wishes.filter(({ ask }) => ask === null || !asked.has(ask)).map((wish) => rowOfWish(board, wish)),
  ]
}

const isOf =
  (letter: LetterId) =>
  (one: { readonly letter: LetterId }): boolean =>
    one.letter === letter

type Board = {
  readonly vault: Vault
  readonly campaign: CampaignId
  readonly context: ListContext
  readonly waiting: ReadonlyMap<string, readonly Waiting[]>
  readonly people: ReadonlyMap<string, BoardPerson>
  /** Lines by the ask they came of. */
  readonly lines: ReadonlyMap<AskId | undefined, readonly GatheredLine[]>
  readonly wishes: ReadonlyMap<AskId | null, BoardWish>
}

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64')
const dateOf = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text))

/** One row for each sign-on that came of an ask; the form that waits, or the ask alone, where there is none. */
function rowsOfAsk(board: Board, ask: BoardAsk): readonly BoardRow[] {
  const rows = (board.lines.get(ask.id) ?? []).map((line) => rowOfLine(board, line))
  const waits = board.wishes.get(ask.id)
  const own = rowOfAsk(board, ask)
  if (rows.length === 0 && !waits) return [own]
  const all = rows.length > 0 || !waits ? rows : [rowOfWish(board, waits)]
  const { nextOn, owner, remindedAt, reminders } = own
  return all.map((row) => ({
    ...row,
    ask: ask.id,
    nextOn,
    owner,
    personal: () => ({ ...row.personal(), note: own.personal().note }),
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
  const { sealed } = ask
  const mailTrouble = dateOf(ask.returnedAt)
  return {
    ...plainRow,
    ask: ask.id,
    kind: 'organization',
    name: ask.name,
    personal: () => {
      const opened = sealed === null ? undefined : openAsk(vault, bonds.ask(campaign, ask.id), bytesOf(sealed))
      return { contact: opened?.email === undefined ? undefined : { email: opened.email }, note: opened?.note }
    },
    domain: ask.domain ?? undefined,
    group: ask.group ?? undefined,
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
    personal: () => ({
      contact: { name: form.representative.name, email: form.representative.email },
      note: undefined,
    }),
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
  const editions = new Set(line.consents.map(({ edition }) => edition))
  const { status, since } = statusOf(line, context)
  return {
    ...plainRow,
    ask: line.ask,
    signOn: line.id,
    kind: line.line.kind,
    name: line.line.name,
    personal: () => {
      if (!person) return { contact: undefined, note: undefined }
      const bond = bonds.representative(campaign, line.id, person.term)
      const { name, email } = openRepresentative(vault, bond, bytesOf(person.sealed))
      return { contact: { name, email }, note: undefined }
    },
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
