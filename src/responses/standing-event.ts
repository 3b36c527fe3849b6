import { canonicalJson } from './canonical-json.ts'
import type { EventKind, Happening, RecordEvent } from './event.ts'

/** Entries that stand beside each other; of every other kind the latest holds, and the same may be said again after another. */
const additive: ReadonlySet<EventKind> = new Set(['noted', 'commitment-stated', 'commitment-characterized'])

/**
 * The entry that says already what is to be recorded: whoever does not know whether their page came through sends it
 * again, and the record says nothing twice. A promise is the same by its words, not by the id that it would get.
 */
export function standingEvent(events: readonly RecordEvent[], happening: Happening): RecordEvent | undefined {
  const ofKind = events.filter(({ kind, recipient }) => kind === happening.kind && recipient === happening.recipient)
  const candidates = additive.has(happening.kind) ? ofKind : ofKind.slice(-1)
  const said = sayingOf(happening)
  return candidates.find((one) => sayingOf(one) === said)
}

function sayingOf(happening: Happening): string {
  const { kind, on } = happening
  const facts = kind === 'commitment-stated' ? { ...happening.facts, commitment: '' } : happening.facts
  return canonicalJson({ kind, on, facts })
}
