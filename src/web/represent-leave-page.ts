import { wordsFor } from '#kernel'
import { html } from '#typeset'
import type { PersonalPage } from './personal-page.ts'
import type { OwnFacts } from './represent-facts.ts'
import { oneButton } from './represent-parts.ts'
import { routes } from './routes.ts'

/** Says what withdrawing does before it is done. */
export function withdrawSignOnPage({ link, letter, name, isDelivered, kind }: OwnFacts): PersonalPage {
  const words = wordsFor(letter.language).represent.withdraw
  const title = kind === 'person' ? words.personTitle : words.title(name)
  return {
    title,
    language: letter.language,
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${title}</h1>
      <p class="lead">${isDelivered ? words.delivered : words.open}</p>
      <p>${words.log}</p>
      ${oneButton(routes.withdrawSignOn(link), words.button, 'alarm')}
      <p><a href="${routes.signOn(link)}">${words.back}</a></p>`,
  }
}

/** Says what erasing deletes and what remains, before it is done. */
export function eraseSignOnPage(
  { link, letter, state, kind }: OwnFacts,
  { backupDays }: { readonly backupDays: number },
): PersonalPage {
  const words = wordsFor(letter.language).represent.erase
  const stands = state === 'signed' || state === 'considering'
  return {
    title: words.title,
    language: letter.language,
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${words.title}</h1>
      <p class="lead">${kind === 'person' ? words.personLead : words.lead}</p>
      ${stands && html`<p>${words.handOver}</p>`}
      <h2>${words.remains}</h2>
      <ul class="steps">
        <li>${words.remainsLine}</li>
        <li>${words.remainsLog}</li>
        <li>${words.remainsBackups(backupDays)}</li>
      </ul>
      ${oneButton(routes.eraseSignOn(link), words.button, 'alarm')}
      <p><a href="${routes.signOn(link)}">${words.back}</a></p>`,
  }
}
