import { wordsFor } from '#kernel'
import { html, raw, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { countOf } from './phrases.ts'
import { routes } from './routes.ts'

/** A number that stands on the recount page, and what it counts. */
export type PrintedCount = {
  readonly kind: 'letter' | 'version'
  /** A letter's slug or a version's hash. */
  readonly name: string
  readonly title: string
  readonly standing: number
}

/** Everything on the page where a reader recounts. */
export type RecountFacts = {
  readonly campaign: { readonly slug: string; readonly title: string; readonly language: string }
  /** How many leaves the numbers are of. */
  readonly size: number
  readonly counts: readonly PrintedCount[]
  /** The log's keys (C2SP vkey), the first one's first. */
  readonly verifierKeys: readonly string[]
  /** Where the public reaches the log, for the command line. */
  readonly logUrl: string
}

/** The one public page with a script; without it the page explains, and gives the command that does the same. */
export function recountPage(facts: RecountFacts, script: string): Page {
  const { campaign, size, logUrl } = facts
  const words = wordsFor(campaign.language).recount
  return {
    title: words.title(campaign.title),
    description: words.description,
    language: campaign.language,
    path: routes.recount(campaign.slug),
    trail: [{ name: campaign.title, path: routes.campaign(campaign.slug) }],
    listed: true,
    hasScript: true,
    main: html`<p class="eyebrow">${campaign.title}</p>
      <h1>${words.heading}</h1>
      <p class="lead">${words.lead}</p>
      <div data-recount data-log="${routes.log(campaign.slug)}" data-size="${size}">
        <p>${words.size(countOf(size, campaign.language))} ${words.letters}</p>
        ${table(facts)} ${live(campaign.language)} ${keys(facts)}
      </div>
      <h2>${words.elsewhere}</h2>
      <p>${words.elsewhereLead}</p>
      <pre class="exact">npx undersigned recount ${logUrl} --names</pre>
      <p>
        ${words.files}: <a href="${routes.logFile(campaign.slug, 'checkpoint')}">checkpoint</a>,
        <a href="${routes.logFile(campaign.slug, 'counts.json')}">counts.json</a>,
        <a href="${routes.logFile(campaign.slug, 'policy')}">policy</a>. ${words.formats}
      </p>
      ${raw(`<script>${script}</script>`)}`,
  }
}

function table({ campaign: { language }, counts }: RecountFacts): Markup {
  const { columns } = wordsFor(language).recount
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${columns.what}</th>
        <th scope="col">${columns.printed}</th>
        <th scope="col">${columns.recounted}</th>
      </tr>
    </thead>
    <tbody>
      ${counts.map(
        ({ kind, name, title, standing }) =>
          html`<tr data-kind="${kind}" data-name="${name}" data-printed="${standing}">
            <th scope="row">${title}</th>
            <td>${countOf(standing, language)}</td>
            <td data-recounted>–</td>
          </tr> `,
      )}
    </tbody>
  </table>`
}

/** What only a script can use; it stays hidden without one. */
function live(language: string): Insertable {
  const words = wordsFor(language).recount
  return html`<div data-live hidden>
    <p>${words.how}</p>
    <p class="tick"><input id="names" type="checkbox" name="names" /><label for="names">${words.names}</label></p>
    <p><button type="button">${words.button}</button></p>
    <progress value="0" max="1" aria-label="${words.say.running}"></progress>
    <p role="status" data-status>${words.idle}</p>
    <ul data-result></ul>
    ${Object.entries(words.say).map(([key, text]) => html`<template data-say="${key}">${text}</template>`)}
  </div>`
}

function keys({ campaign: { language }, verifierKeys }: RecountFacts): Markup {
  const words = wordsFor(language).recount
  return html`<h2>${words.keys}</h2>
    ${verifierKeys.map((key) => html`<p class="hash" data-key>${key}</p>`)}
    <p>${words.keysHint}</p>`
}
