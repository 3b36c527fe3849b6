import { wordsFor } from '#kernel'
import type { Recipient } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { languageChoices } from './languages.ts'
import type { PersonalPage } from './personal-page.ts'
import { inList } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, lineField, recipientTicks, tickGroup } from './write-fields.ts'
import { campaignFramed, type LetterPlace } from './write-frame.ts'

/** What is typed of a letter, as it came. */
export type LetterFields = {
  readonly title: string
  readonly language: string
  /** Slugs of the recipients that get an edition. */
  readonly recipients: readonly string[]
  readonly source: string
}

type NewLetter = Pick<LetterPlace, 'visitor' | 'campaign'> & {
  readonly recipients: readonly Recipient[]
  readonly fields: LetterFields
  readonly errors: readonly FieldError[]
}

/** A letter is begun: its title, to whom, and what there is of its text. */
export function newLetterPage(facts: NewLetter): PersonalPage {
  const { visitor, campaign, recipients, fields, errors } = facts
  const words = wordsFor(visitor.language).write.newLetter
  const ticks = recipientTicks(recipients, fields.recipients)
  return campaignFramed(facts, {
    title: words.title(campaign.title),
    heading: words.heading,
    errors,
    main: html`<form class="write" method="post" action="${routes.newLetter(campaign.slug)}" novalidate>
      <div class="form">
        ${lineField({ id: 'title', label: words.name, value: fields.title, hint: words.nameHint, errors })}
        ${choiceField({ id: 'language', label: words.language, value: fields.language, options: languageChoices(visitor.language, fields.language), errors })}
        ${tickGroup({ id: 'to', legend: words.to, hint: html`${words.toHint} <a href="${routes.recipients(campaign.slug)}">${words.recipients}</a>`, ticks, errors })}
      </div>
      <div class="beside">
        <div>
          ${areaField({ id: 'source', label: words.source, value: fields.source, hint: words.sourceHint, rows: 18, language: fields.language, errors })}
        </div>
        <aside>${directiveHelp(recipients, visitor.language)}</aside>
      </div>
      <button>${words.button}</button>
    </form>`,
  })
}

/** A letter that follows another: what comes along is said, and what does not. */
export function followUpPage(
  facts: LetterPlace & {
    readonly title: string
    readonly recipients: readonly string[]
    readonly errors: readonly FieldError[]
  },
): PersonalPage {
  const { visitor, campaign, letter, title, recipients, errors } = facts
  const words = wordsFor(visitor.language).write.newLetter
  return campaignFramed(facts, {
    title: words.followTitle(letter.title),
    heading: words.followHeading,
    errors,
    main: html`<p class="prose">${words.followLead(letter.title, inList(recipients, visitor.language))}</p>
      <form class="form" method="post" action="${routes.followUp(campaign.slug, letter.slug)}" novalidate>
        ${lineField({ id: 'title', label: words.name, value: title, hint: words.followHint, errors })}
        <button>${words.followButton}</button>
      </form>`,
  })
}

/** How the words for one recipient are marked, with the recipients of this very letter. */
export function directiveHelp(recipients: readonly Pick<Recipient, 'slug' | 'name'>[], language: string): Markup {
  const words = wordsFor(language).write.help
  const [first = { slug: 'one', name: '' }, second = { slug: 'other', name: '' }] = recipients
  const mark = (written: string, meaning: Insertable): Markup =>
    html`<dt><code>${written}</code></dt>
      <dd>${meaning}</dd>`
  return html`<h2>${words.heading}</h2>
    <p>${words.lead}</p>
    <dl class="help">
      ${mark(':recipient[]', words.recipient)}
      ${mark(`:only[${words.sampleOnly}]{for=${first.slug}}`, words.only(first.name || first.slug))}
      ${mark(`:::only{for="${first.slug} ${second.slug}"}\n…\n:::`, words.block)}
      ${mark(`:vary[${words.sampleVary}]{${second.slug}="${words.sampleOther}"}`, words.vary(second.name || second.slug))}
      ${mark(`::demand[${words.sampleDemand}]{#stop}`, words.demand)} ${mark('[the report](https://…)', words.citation)}
    </dl>
    ${
      recipients.length > 0 &&
      html`<p>${words.names}</p>
        <ul class="row">
          ${recipients.map(({ slug, name }) => html`<li><code>${slug}</code> <bdi class="quiet">${name}</bdi></li>`)}
        </ul>`
    }`
}
