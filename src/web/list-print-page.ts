import { momentInWords, wordsFor } from '#kernel'
import type { Campaign, PublicLetter } from '#letters'
import { printLimits, type PrintNow, type PrintState, type PrintTrouble } from '#publication'
import { html, type Insertable } from '#typeset'
import { fileSize } from './file-size.ts'
import type { Page } from './layout.ts'
import { countOf } from './phrases.ts'
import { routes } from './routes.ts'

/** How the PDF of a letter's whole list stands. */
export type ListPrintFacts = PrintState & {
  readonly campaign: Campaign
  readonly letter: PublicLetter['letter']
  readonly hasLog: boolean
  /** Somebody just asked, and too many others wait. */
  readonly isBusy: boolean
}

/** Where the whole list is asked for as a PDF, followed while it is made, and taken. */
export function listPrintPage(facts: ListPrintFacts): Page {
  const { campaign, letter } = facts
  const words = wordsFor(letter.language).listPrint.page
  const place = [campaign.slug, letter.slug] as const
  return {
    title: words.title(letter.title),
    description: words.description,
    language: letter.language,
    path: routes.listPrint(...place),
    trail: [
      { name: campaign.title, path: routes.campaign(campaign.slug) },
      { name: letter.title, path: routes.letter(...place) },
    ],
    listed: false,
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${words.heading}</h1>
      <p class="lead">${words.lead}</p>
      ${facts.isBusy && html`<p role="status">${words.busy}</p>`} ${underWay(facts)} ${failed(facts)} ${ready(facts)}
      ${asking(facts)}
      <ul class="row">
        <li><a href="${routes.signatories(...place)}">${words.back}</a></li>
        <li><a href="${routes.signatoriesCsv(...place)}">${wordsFor(letter.language).files.csv}</a></li>
      </ul>`,
  }
}

function underWay({ now, letter, campaign }: ListPrintFacts): Insertable {
  if (!now) return undefined
  const words = wordsFor(letter.language).listPrint.page
  return html`<section>
    <h2>${words.atWork}</h2>
    <p role="status">${stepInWords(now, letter.language)} ${words.looks}</p>
    <p><a href="${routes.listPrint(campaign.slug, letter.slug)}">${words.again}</a></p>
  </section>`
}

/** How far it is. */
function stepInWords(now: PrintNow, language: string): string {
  const words = wordsFor(language).listPrint.page
  switch (now.kind) {
    case 'waiting':
    case 'reading':
      return words[now.kind]
    case 'placing':
      return words.placing(countOf(now.names, language))
    case 'setting':
      return words.setting(countOf(now.names, language), countOf(now.pages, language))
    default:
      return now satisfies never
  }
}

function failed({ failed: why, now, letter }: ListPrintFacts): Insertable {
  if (why === undefined || now) return undefined
  const words = wordsFor(letter.language).listPrint.page
  return html`<section>
    <h2>${words.failed}</h2>
    <p role="status">${sentenceOf(why, letter.language)}</p>
  </section>`
}

/** Why a list's PDF did not come. */
function sentenceOf(why: PrintTrouble, language: string): string {
  const words = wordsFor(language).listPrint.page.why
  switch (why) {
    case 'too-long':
      return words[why](countOf(printLimits.names, language))
    case 'too-big':
      return words[why](countOf(printLimits.megabytes, language))
    case 'too-slow':
      return words[why](countOf(printLimits.seconds, language))
    case 'ended':
    case 'fault':
      return words[why]
    default:
      return why satisfies never
  }
}

function ready({ ready: printed, letter, campaign, hasLog }: ListPrintFacts): Insertable {
  if (!printed) return undefined
  const words = wordsFor(letter.language).listPrint.page
  const count = (n: number): string => countOf(n, letter.language)
  const moment = momentInWords(new Date(printed.at), campaign.timeZone, letter.language)
  return html`<section class="prose">
    <h2>${words.ready}</h2>
    <p>
      <a class="act" href="${routes.listPdf(campaign.slug, letter.slug)}"
        >${words.take(fileSize(printed.bytes, letter.language))}</a
      >
    </p>
    <p>
      ${words.facts(count(printed.names), count(printed.pages))} ${words.asOf(moment)}
      ${hasLog && words.log(printed.logSize, count(printed.logSize))}
    </p>
    <p class="meta">${words.later}</p>
  </section>`
}

function asking({ ready: printed, now, from, failed: why, letter, campaign }: ListPrintFacts): Insertable {
  const words = wordsFor(letter.language).listPrint.page
  if (now) return undefined
  if (from) return html`<p class="meta">${words.from(momentInWords(from, campaign.timeZone, letter.language))}</p>`
  return html`${!printed && why === undefined && html`<p>${words.none}</p>`}
    <form class="form" method="post" action="${routes.listPrint(campaign.slug, letter.slug)}">
      <button>${printed ? words.askAgain : words.ask}</button>
    </form>`
}
