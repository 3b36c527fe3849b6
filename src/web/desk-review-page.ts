import { may } from '#accounts'
import { wordsFor, type Words } from '#kernel'
import type { Review, ReviewAct, Sample } from '#signatures'
import { html, type Insertable, type Markup } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { buttonForm, deskFramed, deskTable } from './desk-frame.ts'
import { errorSummary } from './organize-fields.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { lineField } from './write-fields.ts'

/** What came of a button, by the name of its sentence. */
export type ReviewSaid = keyof Words['desk']['review']['said']

/** Everything on the page that lists reviews. */
export type ReviewsFacts = InCampaign & {
  readonly reviews: readonly Review[]
  /** How many the reviews under way are about. */
  readonly goals: ReadonlyMap<string, number>
  readonly waitingComments: number
  /** Whether there are older ones, and whether these are not the latest. */
  readonly more: boolean
  readonly isOlder: boolean
}

/** What the review found and what was done about it, the newest first. */
export function reviewsPage(facts: ReviewsFacts): PersonalPage {
  const { campaign, visitor, role, reviews, more, isOlder } = facts
  const { language } = visitor
  const words = wordsFor(language).desk.review
  const path = routes.review(campaign.slug)
  const last = reviews.at(-1)
  return deskFramed(facts, {
    heading: words.title,
    main: html`<p class="lead">${words.lead}</p>
      <ul class="row">
        <li>
          <a href="${routes.signersComments(campaign.slug)}"
            >${words.comments(countOf(facts.waitingComments, language))}</a
          >
        </li>
        ${may(role, 'invalidate') && html`<li><a href="${routes.invalidate(campaign.slug)}">${words.strike}</a></li>`}
      </ul>
      ${reviews.length === 0 ? html`<p>${isOlder ? words.noneOlder : words.none}</p>` : table(facts)}
      <ul class="row">
        ${more && last && html`<li><a href="${path}?before=${last.number}">${words.older}</a></li>`}
        ${isOlder && html`<li><a href="${path}">${words.latest}</a></li>`}
      </ul>`,
  })
}

function table({ campaign, visitor, reviews, goals }: ReviewsFacts): Markup {
  const { language } = visitor
  const words = wordsFor(language).desk.review
  const heads = [words.number, words.what, words.when, words.reason, words.how]
  return deskTable(
    words.title,
    heads,
    reviews.map((one) => [
      html`<a href="${routes.reviewed(campaign.slug, one.number)}">${words.nth(one.number)}</a>`,
      words.acts[one.act](countOf(one.done, language)),
      momentInWords(one.startedAt, campaign.timeZone, language),
      html`<bdi>${one.reason}</bdi>`,
      stateOf(one, goals.get(one.id), language),
    ]),
  )
}

function stateOf(one: Review, goal: number | undefined, language: string): string {
  const words = wordsFor(language).desk.review.states
  if (goal !== undefined) return words.running(countOf(one.done, language), countOf(goal, language))
  if (one.cancelledAt) return words.stopped
  return one.finishedAt ? words.finished : words.unfinished
}

/** Everything on the page of one review. */
export type ReviewFacts = InCampaign & {
  readonly review: Review
  /** How many it is about, while it is under way. */
  readonly goal: number | undefined
  readonly samples: readonly Sample[]
  readonly said: ReviewSaid | undefined
  /** What was typed as a reason, and what is wrong with it. */
  readonly typed?: { readonly reason: string; readonly errors: readonly FieldError[] } | undefined
}

/** What can be done about what a review did. */
const following: Readonly<Record<ReviewAct, readonly ('free' | 'hold' | 'uninv')[]>> = {
  flag: ['hold'],
  hold: ['free'],
  free: ['hold'],
  inv: ['uninv'],
  uninv: [],
}

/** One review: whom it is about, how far it is, and what can be done about it. */
export function reviewPage(facts: ReviewFacts): PersonalPage {
  const { campaign, visitor, review, goal, said, typed } = facts
  const { language } = visitor
  const words = wordsFor(language).desk.review
  return deskFramed(facts, {
    heading: words.nth(review.number),
    said: said && words.said[said],
    main: html`${errorSummary(typed?.errors ?? [], language)}
      <dl class="facts">
        <dt>${words.what}</dt>
        <dd>${words.acts[review.act](countOf(review.done, language))}</dd>
        <dt>${words.when}</dt>
        <dd>${momentInWords(review.startedAt, campaign.timeZone, language)}</dd>
        <dt>${words.reason}</dt>
        <dd><bdi>${review.reason}</bdi></dd>
        <dt>${words.condition}</dt>
        <dd><bdi>${review.condition}</bdi></dd>
        <dt>${words.how}</dt>
        <dd>${stateOf(review, goal, language)}</dd>
      </dl>
      ${goal !== undefined && underWay(facts, goal)} ${samplesTable(facts.samples, language)}
      ${goal === undefined && next(facts)}`,
  })
}

function underWay({ campaign, visitor, review }: ReviewFacts, goal: number): Markup {
  const words = wordsFor(visitor.language).desk.review
  return html`<p>
      <progress
        value="${Math.min(review.done, goal)}"
        max="${Math.max(goal, 1)}"
        aria-label="${words.progress}"
      ></progress>
    </p>
    <p class="small quiet">${words.again}</p>
    ${buttonForm(routes.reviewed(campaign.slug, review.number), { says: words.stop, fields: { act: 'stop' } })}`
}

/** Names of some signatures; shown to who reviews and kept nowhere. */
export function samplesTable(samples: readonly Sample[], language: string): Insertable {
  if (samples.length === 0) return undefined
  const words = wordsFor(language).desk.review
  return html`<h2>${words.sample}</h2>
    <p class="small quiet">${words.sampleLead(countOf(samples.length, language))}</p>
    ${deskTable(
      words.sample,
      [words.name, words.status, words.leaf],
      samples.map(({ index, name, status }) => [
        name === undefined ? words.erased : html`<bdi>${name}</bdi>`,
        Object.entries(words.statuses).find(([key]) => key === status)?.[1] ?? status,
        String(index),
      ]),
      { isNarrow: true },
    )}`
}

function next({ campaign, visitor, role, review, typed }: ReviewFacts): Insertable {
  const { language } = visitor
  const words = wordsFor(language).desk.review
  const acts = following[review.act].filter((act) => may(role, act === 'uninv' ? 'invalidate' : 'review-signatures'))
  if (acts.length === 0) return html`<p class="quiet">${words.nothing}</p>`
  return acts.map(
    (act) =>
      html`<h2>${words.next}</h2>
        <form class="form" method="post" action="${routes.reviewed(campaign.slug, review.number)}" novalidate>
          ${lineField({
            ...{ id: 'reason', label: words.reasonLabel, hint: words.reasonHint },
            ...{ value: typed?.reason ?? words.usual[act], errors: typed?.errors ?? [] },
          })}
          <button name="act" value="${act}">${words.buttons[act]}</button>
        </form>`,
  )
}
