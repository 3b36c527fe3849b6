import { may, type Role } from '#accounts'
import { wordsFor } from '#kernel'
import type { Recipient } from '#letters'
import { html, type Markup } from '#typeset'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, hiddenField } from './write-fields.ts'
import { campaignFramed, type LetterPlace, type WriteSaid } from './write-frame.ts'

/** What the page of a campaign's recipients shows. */
export type CampaignRecipients = Pick<LetterPlace, 'visitor' | 'campaign'> & {
  readonly role: Role
  readonly recipients: readonly Recipient[]
  readonly typed: string
  readonly errors: readonly FieldError[]
  readonly said?: WriteSaid | undefined
}

/** To whom the letters of a campaign go. */
export function recipientsPage(facts: CampaignRecipients): PersonalPage {
  const { visitor, campaign, role, recipients, typed, errors, said } = facts
  const { language } = visitor
  const words = wordsFor(language).write.recipients
  const writes = may(role, 'write')
  return campaignFramed(facts, {
    title: words.title(campaign.title),
    heading: words.heading,
    errors,
    said,
    main: html`${
      recipients.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ol class="plain recipients">
            ${recipients.map((one, index) => (writes ? changing(one, index, facts) : reading(one)))}
          </ol>`
    }
    ${
      writes &&
      html`<h2>${words.add}</h2>
        <form class="form" method="post" action="${routes.recipients(campaign.slug)}" novalidate>
          ${areaField({ id: 'names', label: words.names, value: typed, hint: words.namesHint, rows: 5, errors })}
          <button>${words.button}</button>
        </form>`
    }
    ${writes && recipients.length > 0 && html`<p><a class="act" href="${routes.newLetter(campaign.slug)}">${words.onward}</a></p>`}`,
  })
}

const reading = ({ name, fullName }: Recipient): Markup =>
  html`<li><bdi>${name}</bdi> ${fullName !== undefined && html`<span class="quiet"><bdi>${fullName}</bdi></span>`}</li>`

function changing(recipient: Recipient, index: number, { visitor, campaign, recipients }: CampaignRecipients): Markup {
  const { id, name, fullName, slug } = recipient
  const words = wordsFor(visitor.language).write.recipients
  const button = (act: 'up' | 'down' | 'remove') =>
    html`<button class="second" name="do" value="${act}" aria-label="${words[act]}: ${name}">${words[act]}</button>`
  return html`<li>
    <form class="line" method="post" action="${routes.changeRecipient(campaign.slug)}" novalidate>
      ${hiddenField('recipient', id)}
      <p>
        <label for="name-${id}">${words.name}</label
        ><input id="name-${id}" name="name" value="${name}" autocomplete="off" dir="auto" />
      </p>
      <p>
        <label for="full-${id}">${words.fullName}</label
        ><input id="full-${id}" name="full-name" value="${fullName ?? ''}" autocomplete="off" dir="auto" />
      </p>
      <p class="buttons">
        <button class="second" name="do" value="save" aria-label="${words.save}: ${name}">${words.save}</button>
        ${index > 0 && button('up')} ${index < recipients.length - 1 && button('down')} ${button('remove')}
      </p>
      <p class="small quiet">${words.inSource} <code>${slug}</code></p>
    </form>
  </li>`
}
