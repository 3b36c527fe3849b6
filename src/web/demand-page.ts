import { may } from '#accounts'
import { dateInWords, wordsFor } from '#kernel'
import type { CampaignRecord, RecordDemand } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { commitFramed } from './commit-frame.ts'
import { scopeList } from './commit-gap.ts'
import { scopeFieldset, type ScopeFields } from './commit-terms.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, lineField } from './write-fields.ts'

/** What recipients are called, by their ids. */
export const namesIn = ({ recipients }: Pick<CampaignRecord, 'recipients'>): ReadonlyMap<string, string> =>
  new Map(recipients.map(({ id, name }) => [id, name]))

/** What a demand is called: neutrally where somebody said how, else by its short name. */
export const demandName = ({ demands }: Pick<CampaignRecord, 'demands'>, slug: string): string =>
  demands.find((one) => one.slug === slug && one.title !== undefined)?.title ?? slug

/** Every demand once, with each recipient that was asked it, its words and how wide it is. */
export function demandsPage(
  at: InCampaign,
  { record, said }: { readonly record: CampaignRecord; readonly said?: string | undefined },
): PersonalPage {
  const words = wordsFor(at.visitor.language).commit.demands
  const writes = may(at.role, 'write')
  const bySlug = [...Map.groupBy(record.demands, ({ slug }) => slug)]
  return commitFramed(at, 'demands', {
    heading: words.title,
    said,
    main: html`<p class="prose">${words.lead}</p>
      ${writes && html`<p><a class="act" href="${routes.newDemand(at.campaign.slug)}">${words.add}</a></p>`}
      ${bySlug.length === 0 && html`<p>${writes ? words.none : words.noneRead}</p>`}
      ${bySlug.map(
        ([slug, some]) =>
          html`<h2><bdi>${demandName(record, slug)}</bdi> <code>${slug}</code></h2>
            <ul class="plain">
              ${some.map((one) => asked(at, one, record))}
            </ul>`,
      )}`,
  })
}

function asked(at: InCampaign, demand: RecordDemand, record: CampaignRecord): Markup {
  const { visitor, campaign, role } = at
  const { language } = visitor
  const words = wordsFor(language).commit.demands
  const name = namesIn(record).get(demand.recipient) ?? ''
  const path = `${routes.newDemand(campaign.slug)}?demand=${encodeURIComponent(demand.slug)}&recipient=${demand.recipient}`
  return html`<li>
    <p>
      <strong>${words.asked} <bdi>${name}</bdi></strong
      >, ${dateInWords(demand.on, language)}
    </p>
    <p class="excerpt" dir="auto">${demand.wording}</p>
    ${scopeList(demand.scope, language) ?? html`<p class="quiet">${words.noLimit}</p>`}
    ${may(role, 'write') && html`<p><a href="${path}" aria-label="${words.change}: ${name}, ${demand.slug}">${words.change}</a></p>`}
  </li>`
}

/** What is typed of a demand, as it came. */
export type DemandFields = {
  readonly recipient: string
  readonly demand: string
  readonly title: string
  readonly wording: string
  readonly on: string
  readonly scope: ScopeFields
}

/** The form that puts a demand on record. */
export function newDemandPage(
  at: InCampaign,
  shown: {
    readonly record: CampaignRecord
    readonly fields: DemandFields
    readonly errors: readonly FieldError[]
  },
): PersonalPage {
  const { record, fields, errors } = shown
  const { language } = at.visitor
  const words = wordsFor(language).commit.demands.form
  const options = record.recipients.map(({ id, name }) => [id, name] as const)
  const recipients: readonly (readonly [string, Insertable & string])[] = [['', ''], ...options]
  return commitFramed(at, 'demands', {
    heading: words.title,
    errors,
    main: html`<form class="form" method="post" action="${routes.newDemand(at.campaign.slug)}" novalidate>
      <p>${words.lead}</p>
      ${choiceField({ id: 'recipient', label: words.recipient, value: fields.recipient, options: recipients, errors })}
      ${lineField({ id: 'demand', label: words.name, hint: words.nameHint, value: fields.demand, list: 'known', errors })}
      <datalist id="known">
        ${[...new Set(record.demands.map(({ slug }) => slug))].map((slug) => html`<option value="${slug}"></option>`)}
      </datalist>
      ${lineField({ id: 'title', label: words.neutral, hint: words.neutralHint, value: fields.title, errors })}
      ${areaField({ id: 'wording', label: words.wording, value: fields.wording, rows: 3, errors })}
      ${lineField({ id: 'on', label: words.on, hint: words.onHint, value: fields.on, errors })}
      ${scopeFieldset(fields.scope, { legend: words.scope, hint: words.scopeHint }, { language, errors })}
      <button>${words.button}</button>
    </form>`,
  })
}
