import { may } from '#accounts'
import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { routes } from './routes.ts'
import type { SignSettings } from './sign-facts.ts'
import type { FieldError } from './sign-form.ts'
import { lineField, tickField, tickGroup } from './write-fields.ts'
import type { PersonalPage } from './personal-page.ts'
import { campaignFramed, type WriteSaid } from './write-frame.ts'

/** What an organizer typed of how the public signs, as it came. */
export type SigningFields = Readonly<Record<'controller' | 'contact' | 'daysKept' | 'hearFrom', string>> & {
  readonly asks: ReadonlySet<SigningAsk>
}

/** What may be asked for, or allowed, besides name and address. */
export const signingAsks = ['place', 'occupation', 'comment', 'shared-inbox'] as const
export type SigningAsk = (typeof signingAsks)[number]

/** Everything on the page. */
export type SigningFacts = InCampaign & {
  /** Absent while the public does not sign. */
  readonly settings: SignSettings | undefined
  /** Strangers read a letter of the campaign, and with it its privacy notice. */
  readonly isPublic: boolean
  readonly fields: SigningFields
  readonly errors?: readonly FieldError[]
  readonly said?: WriteSaid | undefined
}

/** Where a campaign is opened to the public's signatures, and what signers are asked; leads change it. */
export function signingPage(facts: SigningFacts): PersonalPage {
  const { visitor, campaign, settings, role, errors, said } = facts
  const words = wordsFor(visitor.language).desk.signing
  return campaignFramed(facts, {
    title: words.title,
    heading: words.title,
    errors,
    said,
    main: html`<p class="lead">${settings ? words.open : words.lead}</p>
      ${settings && facts.isPublic && html`<p><a href="${routes.privacy(campaign.slug)}">${words.notice}</a></p>`}
      ${may(role, 'open-signing') ? form(facts) : html`<p>${words.onlyLeads}</p>`}`,
  })
}

function form({ visitor, campaign, settings, fields, errors = [] }: SigningFacts): Markup {
  const words = wordsFor(visitor.language).desk.signing
  const line = (id: 'controller' | 'contact', label: string, hint: Insertable) =>
    lineField({ id, label, hint, value: fields[id], errors })
  return html`<form class="form" method="post" action="${routes.publicSigning(campaign.slug)}" novalidate>
    ${line('controller', words.controller, words.controllerHint)} ${line('contact', words.contact, words.contactHint)}
    ${lineField({ id: 'days-kept', label: words.daysKept, hint: words.daysKeptHint, value: fields.daysKept, errors })}
    ${tickGroup({
      ...{ id: 'asks', legend: words.asks, hint: words.asksHint },
      ticks: signingAsks.map((one) =>
        tickField({ id: one, name: one, value: 'yes', label: words.asked[one], on: fields.asks.has(one) }),
      ),
    })}
    ${lineField({ id: 'hear-from', label: words.hearFrom, hint: words.hearFromHint, value: fields.hearFrom, errors })}
    <button>${settings ? words.change : words.button}</button>
  </form>`
}
