import { wordsFor, type LetterId, type Words } from '#kernel'
import type { Matching } from '#signatures'
import { html, type Insertable, type Markup } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { buttonForm, deskFramed } from './desk-frame.ts'
import { samplesTable } from './desk-review-page.ts'
import { errorSummary } from './organize-fields.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { choiceField, hiddenField, lineField } from './write-fields.ts'

/** What came of a button, by the name of its sentence. */
export type StrikeSaid = keyof Words['desk']['strike']['said']

/** A letter as this page names it. */
export type StruckLetter = { readonly id: LetterId; readonly title: string }

/** Everything on the page where a condition is typed. */
export type ConditionFacts = InCampaign & {
  readonly letters: readonly StruckLetter[]
  readonly typed: { readonly letter: string; readonly condition: string }
  readonly errors: readonly FieldError[]
  readonly said: StrikeSaid | undefined
}

/** Where a condition is typed; to count changes nothing. */
export function conditionPage(facts: ConditionFacts): PersonalPage {
  const { campaign, visitor, letters, typed, errors, said } = facts
  const { language } = visitor
  const words = wordsFor(language).desk.strike
  return deskFramed(facts, {
    heading: words.title,
    said: said && words.said[said],
    main: html`${errorSummary(errors, language)}
      <p class="lead">${words.lead}</p>
      ${
        letters.length === 0
          ? html`<p>${words.noLetter}</p>`
          : html`<form class="form" method="post" action="${routes.invalidate(campaign.slug)}" novalidate>
              ${choiceField({
                ...{ id: 'letter', label: words.letter, value: typed.letter, errors },
                options: letters.map(({ id, title }) => [id, title]),
              })}
              ${lineField({
                ...{ id: 'condition', label: words.condition, hint: words.conditionHint },
                ...{ value: typed.condition, errors },
              })}
              <button>${words.count}</button>
            </form>`
      }
      <h2>${words.language}</h2>
      <dl class="facts">
        ${words.keys.map(
          ([key, says]) =>
            html`<dt><code>${key}</code></dt>
              <dd>${says}</dd>`,
        )}
      </dl>
      <p class="small quiet prose">${words.forgets}</p>`,
  })
}

/** Everything on the page of what was counted. */
export type CountedFacts = InCampaign & {
  readonly letter: StruckLetter
  readonly counted: Matching
  readonly needsTwo: boolean
  readonly typed: { readonly reason: string; readonly errors: readonly FieldError[] }
}

/** Whom a condition is about: how many, some names, and the button that strikes them or proposes it. */
export function countedPage(facts: CountedFacts): PersonalPage {
  const { campaign, visitor, counted, needsTwo, typed } = facts
  const { language } = visitor
  const words = wordsFor(language).desk.strike
  const many = countOf(counted.matching, language)
  return deskFramed(facts, {
    heading: words.title,
    main: html`${errorSummary(typed.errors, language)} ${about(facts)}
      ${
        counted.matching > 0 &&
        html`${samplesTable(counted.samples, language)}
          <form class="form" method="post" action="${routes.strike(campaign.slug)}" novalidate>
            ${hiddenField('letter', facts.letter.id)} ${hiddenField('condition', counted.scope.condition.text)}
            ${hiddenField('before', counted.scope.beforeLeaf)} ${reasonField(typed, language)}
            ${needsTwo && html`<p>${words.needsTwo}</p>`}
            <button class="alarm">${needsTwo ? words.propose(many) : words.button(many)}</button>
          </form>`
      }
      <p><a href="${routes.invalidate(campaign.slug)}">${words.other}</a></p>`,
  })
}

function reasonField({ reason, errors }: CountedFacts['typed'], language: string): Markup {
  const words = wordsFor(language).desk
  return lineField({
    ...{ id: 'reason', label: words.strike.why, hint: words.review.reasonHint },
    ...{ value: reason, errors },
  })
}

function about({ letter, counted, visitor }: Pick<CountedFacts, 'letter' | 'counted' | 'visitor'>): Markup {
  const { language } = visitor
  const words = wordsFor(language).desk.strike
  const fits = words.fits(countOf(counted.matching, language), countOf(counted.counting, language))
  return html`<p class="lead">${counted.matching === 0 ? words.fitsNone : fits}</p>
    <dl class="facts">
      <dt>${words.letter}</dt>
      <dd><bdi>${letter.title}</bdi></dd>
      <dt>${words.condition}</dt>
      <dd><bdi>${counted.scope.condition.text}</bdi></dd>
    </dl>
    <p class="small quiet">${words.kept}</p>`
}

/** Everything on the page of what somebody proposed to strike. */
export type PlanFacts = InCampaign & {
  readonly plan: string
  readonly letter: StruckLetter
  readonly reason: string
  readonly counted: Matching
  /** Who proposed it and when, while it is open. */
  readonly open: { readonly isOwn: boolean; readonly name: string; readonly since: Date } | undefined
  readonly said: StrikeSaid | undefined
}

/** What somebody proposed to strike, exactly, for another to approve or refuse. */
export function planPage(facts: PlanFacts): PersonalPage {
  const { visitor, campaign, reason, counted, said } = facts
  const words = wordsFor(visitor.language).desk.strike
  return deskFramed(facts, {
    heading: words.plan.title,
    said: said && words.said[said],
    main: html`${about(facts)}
      <dl class="facts">
        <dt>${words.why}</dt>
        <dd><bdi>${reason}</bdi></dd>
      </dl>
      ${samplesTable(counted.samples, visitor.language)} ${decide(facts)}
      <p><a href="${routes.review(campaign.slug)}">${words.plan.reviews}</a></p>`,
  })
}

function decide({ visitor, campaign, plan, open }: PlanFacts): Insertable {
  const { language } = visitor
  const words = wordsFor(language).desk.strike.plan
  if (!open) return html`<p class="note">${words.over}</p>`
  const button = (act: string, says: string, isAlarm: boolean) =>
    buttonForm(routes.plan(campaign.slug, plan), { says, fields: { act }, isAlarm })
  const waiting = words.waiting(open.name, momentInWords(open.since, campaign.timeZone, language))
  return html`<p class="note"><bdi>${waiting}</bdi>${open.isOwn && ` ${words.yours}`}</p>
    <div class="row">
      ${open.isOwn ? button('refuse', words.takeBack, false) : [button('approve', words.approve, true), button('refuse', words.refuse, false)]}
    </div>`
}
