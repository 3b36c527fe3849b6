import type { Visitor } from '#accounts'
import { wordsFor } from '#kernel'
import type { Campaign } from '#letters'
import { html, type Markup } from '#typeset'
import { languageChoices } from './languages.ts'
import { errorSummary, titleWith } from './organize-fields.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { usualTimeZones } from './time-zones.ts'
import { areaField, choiceField, lineField } from './write-fields.ts'
import { campaignFramed } from './write-frame.ts'

/** What is typed of a campaign, as it came. */
export type CampaignFields = {
  readonly title: string
  readonly language: string
  readonly timeZone: string
  readonly leadOrganization: string
  readonly summary: string
}

type Shown = { readonly fields: CampaignFields; readonly errors: readonly FieldError[] }

/** The first step: what the campaign is called and who leads it. */
export function newCampaignPage(visitor: Visitor, { fields, errors }: Shown): PersonalPage {
  const { language } = visitor
  const words = wordsFor(language).write.newCampaign
  return framed(visitor, {
    title: titleWith(errors, words.title, language),
    main: html`<div class="work">
      ${errorSummary(errors, language)}
      <h1>${words.title}</h1>
      <p class="prose">${words.lead}</p>
      <form class="form" method="post" action="${routes.newCampaign()}" novalidate>
        ${campaignFields(language, { fields, errors })}
        <button>${words.button}</button>
      </form>
    </div>`,
  })
}

function campaignFields(language: string, { fields, errors }: Shown): Markup {
  const words = wordsFor(language).write.newCampaign
  return html`${lineField({ id: 'title', label: words.name, value: fields.title, hint: words.nameHint, errors })}
    ${choiceField({ id: 'language', label: words.language, value: fields.language, hint: words.languageHint, options: languageChoices(language, fields.language), errors })}
    ${lineField({ id: 'time-zone', label: words.timeZone, value: fields.timeZone, hint: words.timeZoneHint, list: 'zones', errors })}
    <datalist id="zones">${usualTimeZones.map((zone) => html`<option>${zone}`)}</datalist>
    ${lineField({ id: 'lead-organization', label: words.leadOrganization, value: fields.leadOrganization, hint: words.leadOrganizationHint, errors })}
    ${areaField({ id: 'summary', label: words.summary, value: fields.summary, hint: words.summaryHint, rows: 3, errors })}`
}

/** A campaign once more, under a new title: what comes along is said before. */
export function duplicatePage(
  at: { readonly visitor: Visitor; readonly campaign: Campaign },
  {
    title,
    letters,
    recipients,
    errors,
  }: {
    readonly title: string
    readonly letters: number
    readonly recipients: number
    readonly errors: readonly FieldError[]
  },
): PersonalPage {
  const { language } = at.visitor
  const words = wordsFor(language).write.duplicate
  return campaignFramed(at, {
    title: words.title(at.campaign.title),
    heading: words.heading,
    errors,
    main: html`<p class="prose">${words.lead(letters, recipients)}</p>
      <form class="form" method="post" action="${routes.duplicate(at.campaign.slug)}" novalidate>
        ${lineField({ id: 'title', label: words.name, value: title, errors })}
        <button>${words.button}</button>
      </form>`,
  })
}
