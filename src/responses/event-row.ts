import { happeningOf, type RecordEvent } from './event.ts'
import type { EventRow } from './store-event.ts'

/** The event of a row, where its document is still there. */
export function eventOf(row: EventRow): readonly RecordEvent[] {
  if (row.document === undefined) return []
  const { id, recordedAt, hash, leafIndex } = row
  return [{ ...happeningOf(row.document), id, recordedAt, hash, leafIndex }]
}
