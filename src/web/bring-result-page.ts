import { proposalDaysKept, type KeptProposal, type ReviewResult } from '#intake'
import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { bringFramed, type BringSaid } from './bring-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import { hiddenField } from './write-fields.ts'

/** What the page shows once a file was accepted. */
export type ResultShown = InCampaign & {
  readonly kept: KeptProposal
  readonly result: ReviewResult
  readonly said: BringSaid | undefined
}

const day = 86_400_000

/** What became of every row of a file: accepted, merged with a way back, refused with a reason, or taken out by a person. */
export function resultPage(shown: ResultShown): PersonalPage {
  const { visitor, campaign, kept, result, said } = shown
  const { language } = visitor
  const words = wordsFor(language).bring.result
  const until = new Date(kept.at.getTime() + proposalDaysKept * day)
  const count = (n: number): readonly [number, string] => [n, countOf(n, language)]
  return bringFramed(shown, {
    title: words.title,
    said,
    main: html`<ul class="plain">
        ${result.letters.map(
          ({ slug, title }) =>
            html`<li>
              <a class="act" href="${routes.edit(campaign.slug, slug)}"><bdi>${title}</bdi></a>
            </li>`,
        )}
      </ul>
      <p>${words.accepted(...count(result.accepted))}</p>
      ${merged(shown)}
      ${
        result.refused.length > 0 &&
        html`<h2>${words.refused(...count(result.refused.length))}</h2>
          <ul>
            ${result.refused.map(({ name, reason }) => html`<li><bdi>${name}</bdi>. ${words.reasons[reason]}</li>`)}
          </ul>`
      }
      ${
        result.dropped.length > 0 &&
        html`<h2>${words.dropped(...count(result.dropped.length))}</h2>
          <p class="prose">${words.droppedLead}</p>
          <ul>
            ${result.dropped.map((name) => html`<li><bdi>${name}</bdi></li>`)}
          </ul>`
      }
      <p class="quiet">${words.until(momentInWords(until, campaign.timeZone, language))}</p>`,
  })
}

function merged({ visitor, campaign, kept, result }: ResultShown): Insertable {
  if (result.merged.length === 0) return undefined
  const { language } = visitor
  const words = wordsFor(language).bring
  const path = routes.reading(campaign.slug, kept.id)
  const undo = (at: number, name: string): Markup =>
    html`<form method="post" action="${path}">
      ${hiddenField('merged', at)}
      <button class="second" name="do" value="unmerge" aria-label="${words.review.about(words.result.apart, name)}">
        ${words.result.apart}
      </button>
    </form>`
  return html`<h2>${words.result.merged(result.merged.length, countOf(result.merged.length, language))}</h2>
    <p class="prose">${words.result.mergedLead}</p>
    <ul class="plain">
      ${result.merged.map(
        ({ name, into, isApart }, at) =>
          html`<li class="row">
            <span><bdi>${words.result.mergedRow(name, into)}</bdi></span>
            ${isApart ? html`<b class="mark">${words.result.isApart}</b>` : undo(at, name)}
          </li>`,
      )}
    </ul>`
}
