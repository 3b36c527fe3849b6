import type { LetterId } from '#kernel'
import type { GatheringLetter } from '#letters'
import type { NameDoubt, Queue, QueueName } from './gathered-board.ts'
import type { SignOnFacts } from './shelf.ts'
import { awaitedOf } from './standing.ts'
import type { BoardFacts } from './store-board.ts'
import type { GatheredLine } from './gathered-line.ts'

/** Something that waits for a person, and since when. */
export type Waiting = { readonly queue: QueueName; readonly since: Date }

/**
 * What waits for a person about each gathered line of one letter, by the line's id. The queues of the campaign's page and
 * the marks on the board are both made here, so that they cannot disagree.
 */
export function waitingOf(
  letter: GatheringLetter,
  lines: readonly GatheredLine[],
  inDoubt: readonly NameDoubt[],
): ReadonlyMap<string, readonly Waiting[]> {
  if (!isWorkedOn(letter)) return new Map()
  const doubts = new Map(inDoubt.map(({ signOn, since }) => [signOn, since]))
  return new Map(
    lines.map((line) => {
      const doubted = doubts.get(line.id) ?? (line.wishedName === undefined ? undefined : line.judgedAt)
      return [
        line.id,
        [
          ...waitingFor(line, letter),
          ...(doubted && isOpen(line) ? [{ queue: 'names' as const, since: doubted }] : []),
          ...(line.returnedAt && isOpen(line) ? [{ queue: 'mail' as const, since: line.returnedAt }] : []),
        ],
      ]
    }),
  )
}

const isWorkedOn = ({ state }: GatheringLetter): boolean => state !== 'closed'
const isOpen = ({ withdrawnAt, verdict }: GatheredLine): boolean => !withdrawnAt && verdict !== 'declined'

function waitingFor(line: GatheredLine, letter: GatheringLetter): readonly Waiting[] {
  const { signedAt, verdict } = line
  if (!signedAt || !isOpen(line)) return []
  const waiting: Waiting[] = []
  const isKnown = line.line.kind === 'person' || hasAuthority(line)
  if (!isKnown) waiting.push({ queue: 'authorize', since: line.evidence.find(({ waits }) => waits)?.since ?? signedAt })
  if (isKnown && verdict === undefined)
    waiting.push({
      queue: 'review',
      since: lastOf([signedAt, ...line.evidence.filter(({ counts }) => counts).map(({ since }) => since)]),
    })
  const awaited = awaitedOf(line.consents, letter.editions)
  const frozen = letter.editions.flatMap(({ id, versions }) =>
    awaited.includes(id) ? (versions.at(-1)?.frozenAt ?? []) : [],
  )
  if (frozen.length > 0) waiting.push({ queue: 'changed', since: firstOf(frozen) })
  return waiting
}

/** Whether there is evidence for whoever said the newest yes to each edition. */
export function hasAuthority({ consents, evidence }: GatheredLine): boolean {
  const known = new Set(evidence.filter(({ counts }) => counts).map(({ term }) => term))
  const newest = new Map<string, { readonly number: number; readonly isKnown: boolean }>()
  for (const { edition, number, term } of consents) {
    const before = newest.get(edition)
    const isKnown = known.has(term)
    if (!before || number > before.number || (number === before.number && isKnown))
      newest.set(edition, { number, isKnown })
  }
  return newest.size > 0 && [...newest.values()].every(({ isKnown }) => isKnown)
}

const lastOf = (all: readonly Date[]): Date => new Date(Math.max(...all.map((at) => at.getTime())))
const firstOf = (all: readonly Date[]): Date => new Date(Math.min(...all.map((at) => at.getTime())))

type Found = Waiting & { readonly letter: LetterId }

/** What waits for a person about letters, their gathered lines, and all else on their boards, in five queues. */
export async function queuesIn(
  letters: readonly GatheringLetter[],
  facts: SignOnFacts,
): Promise<Readonly<Record<QueueName, Queue>>> {
  const found: Found[] = []
  const [byLetter, board] = [await facts.lines(), await facts.board()]
  for (const letter of letters) {
    const lines = byLetter.get(letter.id) ?? []
    for (const waiting of waitingOf(letter, lines, await facts.doubts(letter.id)).values())
      found.push(...waiting.map((one) => ({ ...one, letter: letter.id })))
    if (isWorkedOn(letter)) found.push(...mailTrouble(letter.id, lines, board))
  }
  const queue = (name: QueueName): Queue => queueOf(found.filter((one) => one.queue === name))
  return {
    authorize: queue('authorize'),
    review: queue('review'),
    changed: queue('changed'),
    names: queue('names'),
    mail: queue('mail'),
  }
}

/** Invitations and forms whose mails came back; of asks, those that nobody answered otherwise. */
function mailTrouble(letter: LetterId, lines: readonly GatheredLine[], facts: BoardFacts): readonly Found[] {
  const signed = new Set(lines.map(({ ask }) => ask))
  const asks = facts.asks.filter((ask) => ask.letter === letter && !signed.has(ask.id) && ask.status !== 'declined')
  const wishes = facts.wishes.filter((wish) => wish.letter === letter)
  return [...asks, ...wishes].flatMap(({ returnedAt }) =>
    returnedAt === null ? [] : [{ queue: 'mail' as const, since: new Date(returnedAt), letter }],
  )
}

function queueOf(found: readonly Found[]): Queue {
  const letters = Map.groupBy(found, ({ letter }) => letter)
  return {
    count: found.length,
    oldest: found.length === 0 ? undefined : firstOf(found.map(({ since }) => since)),
    letters: [...letters].map(([letter, its]) => ({ letter, count: its.length })),
  }
}
