import { wordsFor, type PartialDate } from '#kernel'
import type { RecordSheet } from '#publication'
import { recordAt, type RecordRecipient } from '#responses'
import type { Page } from './layout.ts'
import type { Telling } from './record-cell.ts'
import { evidenceNotes } from './record-notes.ts'
import { routes } from './routes.ts'

/** A record as a page tells it as of a day. */
export const tellingOf = (sheet: RecordSheet, day: PartialDate): Telling => ({
  sheet,
  record: recordAt(sheet.record, day),
  day,
  language: sheet.campaign.language,
  notes: evidenceNotes(sheet),
})

/** The way from the campaign to something of a recipient's. */
export function trailOf({ sheet, language }: Telling, recipient?: RecordRecipient): Page['trail'] {
  const { slug, title } = sheet.campaign
  return [
    { name: title, path: routes.campaign(slug) },
    { name: wordsFor(language).record.all, path: routes.compared(slug) },
    ...(recipient ? [{ name: recipient.name, path: routes.recordRecipient(slug, recipient.slug) }] : []),
  ]
}
