import { may } from '#accounts'
import { dateInWords, wordsFor } from '#kernel'
import type { CampaignRecord, RedactionProposal, RedactionStanding } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
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
import { areaField, hiddenField } from './write-fields.ts'

const most = 30

const shortly = (text: string): string => (text.length > 140 ? `${text.slice(0, 139).toWellFormed()}…` : text)

/** Every public entry, the latest first. */
export function entriesPage(
  at: InCampaign,
  shown: {
    readonly record: CampaignRecord
    /** The entries of which somebody proposes that they be taken down. */
    readonly proposed: ReadonlySet<RecordEntry['event']>
    readonly after: string | undefined
    readonly said?: string | undefined
  },
): PersonalPage {
  const { record, proposed, after, said } = shown
  const { language } = at.visitor
  const words = wordsFor(language).assess.record
  const { heads, kinds } = words
  const names = namesIn(record)
  const part = sliceAfter(entriesOf(record), { after, idOf: ({ event }) => event, most })
  const writes = may(at.role, 'write')
  const { slug } = at.campaign
  const rows = part.rows.map(({ event, kind, on, recipient, text }): readonly Insertable[] => [
    html`<strong>${kinds[kind]}</strong><br /><span dir="auto">${shortly(text)}</span
      >${writes && proposed.has(event) && html`<br /><b class="alarm">${words.waits}</b>`}`,
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
    /** What somebody proposed about it, and how that stands for whoever looks. */
    readonly open: { readonly proposal: RedactionProposal; readonly standing: RedactionStanding } | undefined
    readonly now: Date
  },
): PersonalPage {
  const { record, entry, errors } = shown
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
      <p>${words.warning}</p>
      ${shown.open ? proposedHtml(at, { ...shown, open: shown.open }) : proposeForm(at, shown)}`,
  })
}

type EntryShown = Parameters<typeof entryPage>[1]

function proposeForm({ campaign, visitor }: InCampaign, { entry, reason, errors }: EntryShown): Markup {
  const words = wordsFor(visitor.language).assess.record
  return html`<form class="form" method="post" action="${routes.recordEntry(campaign.slug, entry.event)}" novalidate>
    <p>${words.two}</p>
    ${hiddenField('do', 'propose')}
    ${areaField({ id: 'reason', label: words.reason, hint: words.reasonHint, value: reason, rows: 3, errors })}
    <button class="alarm">${words.propose}</button>
  </form>`
}

/** The reason word for word, and what whoever looks may do about it: nobody confirms what they proposed themselves. */
function proposedHtml(
  { campaign, visitor }: InCampaign,
  { entry, now, open }: EntryShown & { readonly open: NonNullable<EntryShown['open']> },
): Markup {
  const { language } = visitor
  const words = wordsFor(language).assess.record
  const { proposal, standing } = open
  const moment = (at: Date) => momentInWords(at, campaign.timeZone, language)
  const isAlone = standing.kind === 'alone'
  const said =
    standing.kind === 'to-confirm'
      ? words.proposed(moment(proposal.at))
      : isAlone
        ? words.alone(moment(standing.from))
        : words.yours(moment(proposal.at))
  const mayConfirm = standing.kind === 'to-confirm' || (isAlone && standing.from <= now)
  const button = (act: string, says: string, kind: string) =>
    html`<form method="post" action="${routes.recordEntry(campaign.slug, entry.event)}">
      ${hiddenField('do', act)} ${hiddenField('reason', proposal.reason)}
      <button class="${kind}">${says}</button>
    </form>`
  return html`<p class="note">${said}</p>
    <h2>${words.reason}</h2>
    <blockquote class="verbatim" dir="auto">${proposal.reason}</blockquote>
    <div class="row">
      ${mayConfirm && button('confirm', words.confirm, 'alarm')}
      ${button('refuse', standing.kind === 'to-confirm' ? words.refuse : words.takeBack, 'second')}
    </div>`
}
