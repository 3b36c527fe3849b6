import { wordsFor } from '#kernel'
import type { MySignature } from '#signatures'
import { html, type Insertable, type Markup } from '#typeset'
import type { PersonalPage } from './personal-page.ts'
import { countOf, dayInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** What the page of one's own signature shows. */
export type MineFacts = {
  readonly link: string
  readonly signature: MySignature
  /** The checkpoint that the receipt needs stands. */
  readonly receiptReady: boolean
}

/** A signature as its bearer sees it: what we hold, and every way to change one's mind. */
export function mySignaturePage(facts: MineFacts): PersonalPage {
  const { signature } = facts
  const { language, letter } = signature
  const words = wordsFor(language).signing.mine
  const [heading, lead] = standing(signature)
  return {
    title: words.title(letter.title),
    language,
    trail: [{ name: letter.title, path: routes.letter(letter.campaignSlug, letter.slug) }],
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${heading}</h1>
      <p class="lead">${lead}</p>
      ${inTheLog(facts)} ${receipt(facts)} ${held(facts)} ${display(facts)} ${changing(facts)}
      <ul class="row">
        <li><a href="${routes.letter(letter.campaignSlug, letter.slug)}">${words.letter}</a></li>
        <li><a href="${routes.supporters(letter.campaignSlug, letter.slug)}">${words.supporters}</a></li>
      </ul>`,
  }
}

function standing({ status, language }: MySignature): readonly [heading: string, lead: string] {
  const words = wordsFor(language).signing.mine
  switch (status) {
    // Whoever is looked at by the review is not told while it lasts: a bot's owner would learn what gives it away.
    case 'confirmed':
    case 'withheld':
      return [words.heading, words.thanks]
    case 'withdrawn':
      return [words.withdrawnHeading, words.withdrawn]
    case 'invalidated':
      return [words.invalidatedHeading, words.invalidated]
    default:
      return status satisfies never
  }
}

const stands = ({ status }: MySignature): boolean => status === 'confirmed' || status === 'withheld'

function inTheLog({ signature }: MineFacts): Markup {
  const { language, versions, index, confirmedAt } = signature
  const words = wordsFor(language).signing.mine
  return html`<dl class="facts">
    <dt>${words.number}</dt>
    <dd>${words.entry(countOf(index, language))}</dd>
    <dt>${words.letters}</dt>
    <dd>
      ${versions.map((one, at) => [at > 0 && html`<br />`, html`<a href="${routes.text(one.hash)}">${words.edition(one.recipient, one.number)}</a>`])}
    </dd>
    <dt>${words.confirmedOn}</dt>
    <dd>${dayInWords(confirmedAt, 'UTC', language)}</dd>
  </dl>`
}

function receipt({ link, signature, receiptReady }: MineFacts): Markup {
  const words = wordsFor(signature.language).signing.mine
  return html`<h2>${words.receipt}</h2>
    <p>${words.receiptLead}</p>
    <ul class="row">
      ${
        receiptReady
          ? html`<li><a href="${routes.receipt(link)}">${words.download}</a></li>`
          : html`<li>${words.soon} <a href="${routes.mine(link)}">${words.reload}</a></li>`
      }
      <li><a href="${routes.recount(signature.letter.campaignSlug)}">${words.recount}</a></li>
    </ul>`
}

function held({ link, signature }: MineFacts): Markup {
  const words = wordsFor(signature.language).signing.mine
  const state = words.commentStates[signature.commentState]
  const lines: readonly (readonly [string, Insertable])[] = [
    [words.name, html`<bdi>${signature.name}</bdi>`],
    [words.email, html`<bdi>${signature.email}</bdi>`],
    [words.place, signature.place],
    [words.occupation, signature.occupation],
    [words.comment, signature.comment && [signature.comment, state && html` <span class="quiet">(${state})</span>`]],
    [words.consent, signature.consent],
  ]
  return html`<h2>${words.held}</h2>
    <dl class="facts">
      ${lines.map(
        ([name, value]) =>
          value !== undefined &&
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <p><a href="${routes.data(link)}">${words.copy}</a></p>`
}

function display({ link, signature }: MineFacts): Markup | undefined {
  const words = wordsFor(signature.language).signing.mine
  if (!stands(signature)) return undefined
  const { showsName, hears, hearFrom } = signature
  return html`<h2>${words.listed}</h2>
    <p>${showsName ? words.shown : words.hidden}.</p>
    <form method="post" action="${routes.shown(link)}">
      <input type="hidden" name="show" value="${showsName ? 'no' : 'yes'}" /><button class="second">
        ${showsName ? words.hide : words.show}
      </button>
    </form>
    ${
      hears &&
      hearFrom !== undefined &&
      html`<p>${words.hears(hearFrom)}</p>
        <form method="post" action="${routes.hearing(link)}">
          <button class="second">${words.stopHearing}</button>
        </form>`
    }`
}

function changing({ link, signature }: MineFacts): Markup {
  const words = wordsFor(signature.language).signing.mine
  return html`<h2>${words.change}</h2>
    <ul class="row">
      ${stands(signature) && html`<li><a href="${routes.withdraw(link)}">${words.withdraw}</a></li>`}
      <li><a href="${routes.erase(link)}">${words.erase}</a></li>
    </ul>`
}

/** Says what withdrawing does before it is done. */
export function withdrawPage(link: string, { language, letter }: MySignature): PersonalPage {
  const words = wordsFor(language).signing.withdraw
  return {
    title: words.title,
    language,
    trail: [{ name: letter.title, path: routes.letter(letter.campaignSlug, letter.slug) }],
    main: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      <p>${words.log}</p>
      ${finalStep(routes.withdraw(link), words.button, { path: routes.mine(link), name: words.back })}`,
  }
}

/** Says what erasing deletes and what remains, before it is done. */
export function erasePage(
  link: string,
  signature: MySignature,
  { isOpen, backupDays }: { readonly isOpen: boolean; readonly backupDays: number },
): PersonalPage {
  const { language, letter } = signature
  const words = wordsFor(language).signing.erase
  return {
    title: words.title,
    language,
    trail: [{ name: letter.title, path: routes.letter(letter.campaignSlug, letter.slug) }],
    main: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${stands(signature) && html`<p>${isOpen ? words.withdraws : words.counts}</p>`}
      <h2>${words.remains}</h2>
      <ul class="steps">
        <li>${words.remainsLog}</li>
        <li>${words.remainsBackups(backupDays)}</li>
      </ul>
      ${finalStep(routes.erase(link), words.button, { path: routes.mine(link), name: words.back })}`,
  }
}

function finalStep(action: string, button: string, back: { readonly path: string; readonly name: string }): Markup {
  return html`<form method="post" action="${action}"><button class="alarm">${button}</button></form>
    <p><a href="${back.path}">${back.name}</a></p>`
}
