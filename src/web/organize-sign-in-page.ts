import { wordsFor } from '#kernel'
import { html } from '#typeset'
import { plainPage } from './confirm-page.ts'
import { passkeySignIn } from './desk-passkeys-page.ts'
import { errorSummary, oneLineField, titleWith } from './organize-fields.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

// Before somebody is signed in nobody knows their language.
const language = 'en'

/**
 * Where organizers sign in: one field, and with its script a button for passkeys. `ended`: something was posted without
 * a session; `refused`: a passkey opened nothing.
 */
export function signInPage({
  email = '',
  errors = [],
  ended = false,
  refused = false,
}: {
  readonly email?: string
  readonly errors?: readonly FieldError[]
  readonly ended?: boolean
  readonly refused?: boolean
}): PersonalPage {
  const { organize, desk } = wordsFor(language)
  const words = organize.signIn
  return {
    title: titleWith(errors, words.title, language),
    language,
    footer: desk.scriptFooter,
    main: html`${errorSummary(errors, language)}
      <h1>${words.title}</h1>
      ${ended && html`<p class="note" role="alert">${words.ended}</p>`}
      ${refused && html`<p class="note" role="alert">${desk.passkeys.wrong}</p>`}
      <p class="lead">${words.lead}</p>
      ${passkeySignIn(language)}
      <form class="form" method="post" action="${routes.organize()}" novalidate>
        ${oneLineField({ key: 'email', label: words.email, value: email, errors })}
        <button>${words.button}</button>
      </form>
      <p class="small quiet">${words.invited}</p>`,
  }
}

/** What everybody reads who asked for a link, whether the address has an account or not. */
export function linkSentPage({ canSend }: { readonly canSend: boolean }): PersonalPage {
  const words = wordsFor(language).organize.sent
  return plainPage(language, {
    title: words.title,
    lead: words.lead,
    more: canSend
      ? html`<p>${words.steps}</p>
          <p>${words.nothing}</p>`
      : html`<p class="note">${words.noMail}</p>`,
    to: { path: routes.organize(), name: words.again },
  })
}

/** After signing out. */
export function signedOutPage(wasEverywhere: boolean): PersonalPage {
  const words = wordsFor(language).organize.out
  return plainPage(language, {
    title: words.title,
    lead: wasEverywhere ? words.everywhere : words.lead,
    to: { path: routes.organize(), name: words.again },
  })
}
