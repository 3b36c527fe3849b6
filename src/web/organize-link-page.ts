import type { Role, SignInPeek } from '#accounts'
import { wordsFor } from '#kernel'
import { html, type Markup } from '#typeset'
import { plainPage } from './confirm-page.ts'
import { errorSummary, oneLineField, titleWith } from './organize-fields.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

const language = 'en'

/** What a link does, and one button that does it: opening the page does nothing (mail gateways open every link). */
export function signInLinkPage(
  link: string,
  { name }: Extract<SignInPeek, { readonly kind: 'sign-in' }>,
): PersonalPage {
  const words = wordsFor(language).organize.link
  return {
    title: words.title,
    language,
    main: html`<h1>${words.title}</h1>
      <p class="lead"><bdi>${words.lead(name)}</bdi></p>
      ${button(link, words.button)}`,
  }
}

/** A campaign by its title, and what somebody is invited to be there. */
export type NamedInvitation = { readonly title: string; readonly role: Role }

/** What somebody accepts with the button behind the link of an invitation. */
export function invitationPage(
  link: string,
  { name, to }: { readonly name: string; readonly to: readonly NamedInvitation[] },
): PersonalPage {
  const words = wordsFor(language).organize.link
  const { roles } = wordsFor(language)
  return {
    title: words.invitedTitle,
    language,
    main: html`<h1>${words.invitedTitle}</h1>
      <p class="lead"><bdi>${words.invited(name)}</bdi></p>
      ${
        to.length === 0
          ? html`<p>${words.toServer}</p>`
          : html`<ul>
              ${to.map(({ title, role }) => html`<li><bdi>${words.to(title, roles[role])}</bdi></li>`)}
            </ul>`
      }
      ${button(link, words.accept)}`,
  }
}

/** What the first operator says of themselves. */
export type FirstTyped = { readonly name: string; readonly email: string; readonly errors: readonly FieldError[] }

/** The form behind the link that the first start prints. */
export function firstPage(link: string, { name, email, errors }: FirstTyped): PersonalPage {
  const words = wordsFor(language).organize.first
  return {
    title: titleWith(errors, words.title, language),
    language,
    main: html`${errorSummary(errors, language)}
      <h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      <form class="form" method="post" action="${routes.organizerLink(link)}" novalidate>
        ${oneLineField({ key: 'name', label: words.name, value: name, hint: words.nameHint, errors })}
        ${oneLineField({ key: 'email', label: words.email, value: email, hint: words.emailHint, errors })}
        <button>${words.button}</button>
      </form>`,
  }
}

/** Nothing stands behind a link: used, too old, or never one of ours. */
export function goneLinkPage(): PersonalPage {
  const words = wordsFor(language).organize.link
  return plainPage(language, {
    title: words.goneTitle,
    lead: words.gone,
    to: { path: routes.organize(), name: words.goneTo },
  })
}

const button = (link: string, said: string): Markup =>
  html`<form method="post" action="${routes.organizerLink(link)}"><button>${said}</button></form>`
