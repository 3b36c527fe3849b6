import { may } from '#accounts'
import { dateInWords, wordsFor, type SourceId } from '#kernel'
import {
  coverages,
  gapOf,
  scopeDimensions,
  type CampaignRecord,
  type CommitmentRevision,
  type CommitmentTerms,
  type CommitmentView,
  type DemandLink,
  type RecordDemand,
} from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { commitFramed, factList } from './commit-frame.ts'
import { gapList, scopeList } from './commit-gap.ts'
import { commitWordings, type WordingFields } from './commit-wordings.ts'
import { demandName, namesIn } from './demand-page.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { inList } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { choiceField, hiddenField, lineField, tickField, tickGroup } from './write-fields.ts'

/** Everything on the page of one commitment. */
export type CommitmentShown = {
  readonly record: CampaignRecord
  readonly view: CommitmentView
  readonly sources: readonly { readonly id: SourceId; readonly title: string }[]
  readonly fields: WordingFields
  readonly errors: readonly FieldError[]
  readonly said?: string | undefined
}

/** One promise: every wording, which demands it meets and where it falls short, and how others worded it. */
export function commitmentPage(at: InCampaign, shown: CommitmentShown): PersonalPage {
  const { record, view, errors, said } = shown
  const { language } = at.visitor
  const words = wordsFor(language).commit
  const { commitment, stands } = view
  const writes = may(at.role, 'write')
  const { slug } = at.campaign
  const name = namesIn(record).get(commitment.recipient) ?? ''
  return commitFramed(at, 'commitments', {
    heading: commitment.title,
    eyebrow: words.one.eyebrow(name),
    errors,
    said,
    main: html`<p>
        <strong>${words.stands[stands]}</strong>${stands === 'in-force' && html` · ${words.stages[view.latest.stage]}`}
      </p>
      <ul class="row">
        ${writes && html`<li><a class="act" href="${routes.reviseCommitment(slug, commitment.id)}">${words.one.revise}</a></li>`}
        ${may(at.role, 'comment') && html`<li><a href="${routes.newAssessment(slug)}?about=c.${commitment.id}">${words.one.assess}</a></li>`}
        <li><a href="${routes.commitments(slug)}">${words.one.back}</a></li>
      </ul>
      <h2>${words.one.wordings}</h2>
      <ol class="plain">
        ${commitment.revisions.toReversed().map((one) => revision(at, one))}
      </ol>
      <h2>${words.one.meets}</h2>
      ${demandList(at, shown)} ${commitWordings(at, shown)}`,
  })
}

function revision({ visitor, campaign }: InCampaign, { stage, on, wording, terms }: CommitmentRevision): Markup {
  const { language } = visitor
  const { one, stages } = wordsFor(language).commit
  const { source, capture } = wording
  return html`<li>
    <p>
      <strong>${stages[stage]}</strong> ·
      <bdi>${one.said(wording.speaker ?? one.unknown, dateInWords(on, language))}</bdi>
    </p>
    <blockquote class="verbatim" dir="auto">${wording.words}</blockquote>
    ${source && capture && html`<p><a href="${routes.capture(campaign.slug, source, capture)}">${one.capture}</a></p>`}
    ${termsList(terms, language)}
  </li>`
}

/** What a promise comes to, as far as anything is said of it. */
function termsList(terms: CommitmentTerms, language: string): Markup {
  const { one, loopholes } = wordsFor(language).commit
  const { conditions, carveOuts, deadline, expires } = terms
  const condition = conditions.map(
    ({ text, decider }) =>
      html`<bdi>${text}</bdi>
        <span class="quiet">(<bdi>${decider === undefined ? one.nobodyDecides : one.decides(decider)}</bdi>)</span
        ><br />`,
  )
  return html`${scopeList(terms.scope, language)}
  ${factList([
    [one.conditions, conditions.length > 0 && condition],
    [one.carveOuts, carveOuts.length > 0 && html`<bdi>${inList(carveOuts, language)}</bdi>`],
    [one.deadline, deadline && dateInWords(deadline, language)],
    [one.expires, expires && dateInWords(expires, language)],
    [
      one.loopholes,
      terms.loopholes.length > 0 &&
        terms.loopholes.map((key) => html`<strong>${loopholes[key].name}</strong>: ${loopholes[key].explains}<br />`),
    ],
  ])}`
}

/** What was last said of one demand. */
const linkTo = ({ commitment }: CommitmentView, slug: string): DemandLink | undefined =>
  commitment.links.findLast(({ demand }) => demand === slug)

function demandList(at: InCampaign, { record, view, errors }: CommitmentShown): Markup {
  const words = wordsFor(at.visitor.language).commit
  const asked = record.demands.filter(({ recipient }) => recipient === view.commitment.recipient)
  const writes = may(at.role, 'write')
  const shown = writes ? asked : asked.filter(({ slug }) => linkTo(view, slug))
  return html`${view.commitment.links.length === 0 && html`<p>${words.one.meetsNone}</p>`}
    <ul class="plain">
      ${shown.map((demand) => demandItem(at, { record, view, demand, errors }))}
    </ul>`
}

function demandItem(
  at: InCampaign,
  about: {
    readonly record: CampaignRecord
    readonly view: CommitmentView
    readonly demand: RecordDemand
    readonly errors: readonly FieldError[]
  },
): Markup {
  const { record, view, demand } = about
  const { language } = at.visitor
  const words = wordsFor(language).commit
  const link = linkTo(view, demand.slug)
  const name = demandName(record, demand.slug)
  const gap = gapOf(demand.scope, view.latest.terms.scope)
  const wider = new Set(link?.wider)
  const unsaid = link ? gap.filter(({ dimension }) => wider.has(dimension)) : gap
  return html`<li id="demand-${demand.slug}">
    <p>
      <strong><bdi>${name}</bdi></strong
      >${link && html` · ${words.one.covers} ${words.coverages[link.covers]}`}
    </p>
    <p class="quiet" dir="auto">${demand.wording}</p>
    ${link && [gapList(unsaid, language), link.note !== undefined && html`<p dir="auto">${link.note}</p>`]}
    ${may(at.role, 'write') && linkForm(at, { ...about, name, link, gap: gap.map(({ dimension }) => dimension) })}
  </li>`
}

function linkForm(
  at: InCampaign,
  about: {
    readonly view: CommitmentView
    readonly demand: RecordDemand
    readonly name: string
    readonly link: DemandLink | undefined
    readonly gap: readonly string[]
    readonly errors: readonly FieldError[]
  },
): Insertable {
  const { view, demand, name, link, gap, errors } = about
  const { one, coverages: said, dimensions } = wordsFor(at.visitor.language).commit
  const { slug } = demand
  const wider: readonly string[] = link?.wider ?? gap
  const isWrong = errors.some(({ field }) => field.endsWith(slug))
  return html`<details ${isWrong && html`open`}>
    <summary>${one.linkOf(name)}</summary>
    <form class="form" method="post" action="${routes.linkDemand(at.campaign.slug, view.commitment.id)}" novalidate>
      ${hiddenField('demand', slug)}
      ${choiceField({
        ...{ id: `covers-${slug}`, label: one.covers, value: link?.covers ?? '', errors },
        options: [['', ''], ...coverages.map((key): readonly [string, string] => [key, said[key]])],
      })}
      ${tickGroup({
        id: `wider-${slug}`,
        legend: one.wider,
        ticks: scopeDimensions.map((key) =>
          tickField({
            ...{ id: `wider-${slug}-${key}`, name: 'wider', value: key, on: wider.includes(key) },
            label: dimensions[key].name,
          }),
        ),
      })}
      ${lineField({ id: `note-${slug}`, label: one.note, hint: one.noteHint, value: link?.note ?? '', errors })}
      <button aria-label="${one.link}: ${name}">${one.link}</button>
    </form>
  </details>`
}
