import type { Visitor } from '#accounts'
import { wordsFor } from '#kernel'
import { html, type Markup } from '#typeset'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'

/** A page for whoever is signed in: who they are, their own pages and the way out stand above it. */
export function framed(
  { name, language }: Visitor,
  page: { readonly title: string; readonly trail?: PersonalPage['trail']; readonly main: Markup },
): PersonalPage {
  const words = wordsFor(language).organize
  return {
    title: page.title,
    language,
    trail: [{ name: words.mark, path: routes.organizerHome() }, ...(page.trail ?? [])],
    main: html`<nav class="bar" aria-label="${words.bar}">
        <span>${words.signedInAs} <bdi>${name}</bdi></span>
        <a href="${routes.organizerHome()}">${words.home}</a>
        <a href="${routes.organizerAccount()}">${words.account}</a>
        <form method="post" action="${routes.signOut()}"><button class="second">${words.signOut}</button></form>
      </nav>
      ${page.main}`,
  }
}
