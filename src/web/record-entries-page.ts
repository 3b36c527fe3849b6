import { may } from '#accounts'
import { dateInWords, wordsFor } from '#kernel'
import type { CampaignRecord } from '#responses'
import { html, type Insertable } from '#typeset'
import { pager, sliceAfter } from './board-frame.ts'
import { commitFramed, factList } from './commit-frame.ts'
import { namesIn } from './demand-page.ts'
import { deskTable } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { entriesOf, type RecordEntry } from './record-entries.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField } from './write-fields.ts'

const most = 30

const shortly = (text: string): string => (text.length > 140 ? `${text.slice(0, 139).toWellFormed()}…` : text)

/** Every public entry, the latest first. */
export function entriesPage(
  at: InCampaign,
  shown: { readonly record: CampaignRecord; readonly after: string | undefined; readonly said?: string | undefined },
): PersonalPage {
  const { record, after, said } = shown
  const { language } = at.visitor
  const words = wordsFor(language).assess.record
  const { heads, kinds } = words
  const names = namesIn(record)
  const part = sliceAfter(entriesOf(record), { after, idOf: ({ event }) => event, most })
  const writes = may(at.role, 'write')
  const { slug } = at.campaign
  const rows = part.rows.map(({ event, kind, on, recipient, text }): readonly Insertable[] => [
    html`<strong>${kinds[kind]}</strong><br /><span dir="auto">${shortly(text)}</span>`,
    dateInWords(on, language),
    recipient && html`<bdi>${names.get(recipient) ?? ''}</bdi>`,
    writes &&
      kind !== 'redaction' &&
      html`<a
        href="${routes.recordEntry(slug, event)}"
        aria-label="${words.takeDown}: ${kinds[kind]}, ${dateInWords(on, language)}"
        >${words.takeDown}</a
      >`,
  ])
  return commitFramed(at, 'record', {
    heading: words.title,
    said,
    main: html`<p class="prose">${words.lead}</p>
      ${rows.length === 0 ? html`<p>${words.none}</p>` : deskTable(words.title, [heads.what, heads.on, heads.recipient, words.takeDown], rows)}
      ${pager(routes.recordEntries(slug), part, language)}`,
  })
}

/** One public entry, and the form that takes it down. */
export function entryPage(
  at: InCampaign,
  shown: {
    readonly record: CampaignRecord
    readonly entry: RecordEntry
    readonly reason: string
    readonly errors: readonly FieldError[]
  },
): PersonalPage {
  const { record, entry, reason, errors } = shown
  const { visitor, campaign } = at
  const { language } = visitor
  const words = wordsFor(language).assess.record
  const name = entry.recipient && namesIn(record).get(entry.recipient)
  return commitFramed(at, 'record', {
    heading: words.title2,
    eyebrow: words.kinds[entry.kind],
    errors,
    main: html`${factList([
        [words.heads.recipient, name !== undefined && html`<bdi>${name}</bdi>`],
        [words.heads.on, dateInWords(entry.on, language)],
        [words.recorded, momentInWords(entry.recordedAt, campaign.timeZone, language)],
      ])}
      <blockquote class="verbatim" dir="auto">${entry.text.slice(0, 4000).toWellFormed()}</blockquote>
      <form class="form" method="post" action="${routes.recordEntry(campaign.slug, entry.event)}" novalidate>
        <p>${words.warning}</p>
        ${areaField({ id: 'reason', label: words.reason, hint: words.reasonHint, value: reason, rows: 3, errors })}
        <button class="alarm">${words.button}</button>
      </form>`,
  })
}
