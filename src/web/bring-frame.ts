import { wordsFor, type Words } from '#kernel'
import type { ProposedAddressee } from '#intake'
import { html, type Insertable } from '#typeset'
import { readSaid } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import { errorSummary, titleWith } from './organize-fields.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** What came of the last act, by the name of its sentence. */
export type BringSaid = keyof Words['bring']['said']

/** What a query says was done, if it is a sentence of ours. */
export const readBringSaid = (text: string | undefined): BringSaid | undefined =>
  readSaid(wordsFor('en').bring.said, text)

/** A page on which files of others are brought in or reviewed. */
export function bringFramed(
  { visitor, campaign }: Pick<InCampaign, 'visitor' | 'campaign'>,
  page: {
    readonly title: string
    readonly errors?: readonly FieldError[]
    readonly said?: BringSaid | undefined
    readonly main: Insertable
  },
): PersonalPage {
  const { language } = visitor
  const { errors = [], said } = page
  const words = wordsFor(language).bring
  return framed(visitor, {
    title: titleWith(errors, `${page.title}: ${campaign.title}`, language),
    trail: [{ name: campaign.title, path: routes.campaignHome(campaign.slug) }],
    main: html`<div class="work bring">
      <p class="eyebrow"><bdi>${campaign.title}</bdi></p>
      <h1>${page.title}</h1>
      ${errorSummary(errors, language)} ${said && html`<p class="note" role="status">${words.said[said]}</p>`}
      ${page.main}
    </div>`,
  })
}

/** Somebody at the top of a letter, in one line. */
export const addresseeText = ({ name, title, organization }: ProposedAddressee): string =>
  [name, title, organization].filter((part) => part !== null).join(', ')
