import { wordsFor } from '#kernel'
import type { RecordSheet } from '#publication'
import type { Citing, RecordSource } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { dayInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** The sources that a page leads to, numbered in the order in which it names them. */
export type EvidenceNotes = {
  /** The number behind words, leading to their source at the foot of the page; nothing where none is known. */
  readonly mark: (citing: Citing | undefined) => Insertable
  /** The numbered list, of what was marked before. */
  readonly list: () => Insertable
}

/** An empty list of notes for one page. */
export function evidenceNotes({ campaign, record }: Pick<RecordSheet, 'campaign' | 'record'>): EvidenceNotes {
  const known = new Map(record.sources.map((source) => [source.id, source]))
  const numbered: RecordSource[] = []
  const numberOf = (source: RecordSource): number => {
    const at = numbered.indexOf(source)
    return at < 0 ? numbered.push(source) : at + 1
  }
  const { language, slug, timeZone } = campaign
  const words = wordsFor(language).record
  const note = (source: RecordSource, index: number): Markup =>
    html`<li id="e${index + 1}">
      <a href="${routes.recordSource(slug, source.id)}">${source.title}</a>,
      ${source.capturedAt ? words.archived(dayInWords(source.capturedAt, timeZone, language)) : words.notArchived}
    </li>`
  return {
    mark: (citing) => {
      const source = citing?.source && known.get(citing.source)
      if (!source) return undefined
      const n = numberOf(source)
      return html`<sup><a href="#e${n}">${n}</a></sup>`
    },
    list: () =>
      numbered.length > 0 &&
      html`<section>
        <h2 id="evidence">${words.evidence}</h2>
        <ol class="evidence">
          ${numbered.map(note)}
        </ol>
      </section>`,
  }
}
