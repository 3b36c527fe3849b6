import { wordsFor, type PartialDate } from '#kernel'
import type { Recipient } from '#letters'
import { html } from '#typeset'
import { fileField } from './deliver-parts.ts'
import { deskFramed } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import { errorSummary } from './organize-fields.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, lineField } from './write-fields.ts'

/** What is typed of a reply on paper, as it came. */
export type EnterFields = Readonly<Record<'recipient' | 'channel' | 'on' | 'author' | 'text', string>>

/** What the form shows on which a reply that came on paper is entered. */
export type EnterShown = {
  readonly at: InCampaign
  readonly recipients: readonly Recipient[]
  readonly fields: EnterFields
  readonly errors: readonly FieldError[]
  readonly today: PartialDate
}

/** A reply that came on paper is typed word for word, with a scan of it. */
export function enterReplyPage({ at, recipients, fields, errors, today }: EnterShown): PersonalPage {
  const { campaign, visitor } = at
  const all = wordsFor(visitor.language).respond
  const words = all.enter
  const names = recipients.map(({ slug, name }) => [slug, name] as const)
  return deskFramed(at, {
    heading: words.title,
    main: html`${errorSummary(errors, visitor.language)}
      <p class="prose">${words.lead}</p>
      <form
        class="form"
        method="post"
        action="${routes.enterReply(campaign.slug)}"
        enctype="multipart/form-data"
        novalidate
      >
        ${choiceField({ id: 'recipient', label: words.recipient, value: fields.recipient, options: names, errors })}
        ${choiceField({ id: 'channel', label: words.channel, value: fields.channel, options: Object.entries(words.channels), errors })}
        ${lineField({ id: 'on', label: words.on, hint: all.exchanges.onHint(today), value: fields.on, errors })}
        ${lineField({ id: 'author', label: words.author, hint: words.authorHint, value: fields.author, errors })}
        ${areaField({ id: 'text', label: words.text, value: fields.text, rows: 14, errors })}
        ${fileField({ id: 'scan', label: words.scan, hint: words.scanHint, errors })}
        ${fileField({ id: 'files', label: words.files, hint: words.filesHint, many: true, errors })}
        <button>${words.button}</button>
      </form>
      <p><a href="${routes.replies(campaign.slug)}">${all.ways.all}</a></p>`,
  })
}
