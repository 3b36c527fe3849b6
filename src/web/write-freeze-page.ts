import { may, type Role, type Standing } from '#accounts'
import { wordsFor, type OrganizerId, type VersionHash } from '#kernel'
import type { ComparedEdition, DraftText, Structure } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { differenceHtml } from './write-difference.ts'
import { hiddenField, tickField, tickGroup } from './write-fields.ts'
import { letterFramed, type LetterPlace, type WriteSaid } from './write-frame.ts'
import { warnings } from './write-structure.ts'

/** An edition as it would be fixed now. */
export type EditionToFix = {
  readonly slug: string
  readonly recipientName: string
  readonly now: ComparedEdition
  readonly hash: VersionHash
  readonly paragraphs: number
  readonly demands: number
  /** Date, addressees, salutation or closing that are not said: not wrong, but mostly forgotten. */
  readonly missing: readonly ('date' | 'addressees' | 'salutation' | 'closing')[]
  readonly fate: DraftText['fate']
  /** The latest fixed text. */
  readonly latest: { readonly number: number; readonly hash: VersionHash; readonly text: ComparedEdition } | undefined
  /** What else than the body differs from the latest. */
  readonly around: boolean
}

/** What the page shows on which a letter is fixed. */
export type FreezeFacts = LetterPlace & {
  readonly role: Role
  readonly editions: readonly EditionToFix[]
  readonly warnings: Structure['warnings']
  /** Comments that nobody has settled: they keep nobody from fixing the text. */
  readonly openComments: number
  readonly standing: Standing
  readonly names: ReadonlyMap<OrganizerId, string>
  /** Names exactly what is shown: what is fixed is what was seen. */
  readonly shown: string
  readonly change: string
  readonly errors?: readonly FieldError[]
  readonly said?: WriteSaid | undefined
}

/** Exactly what would be fixed, and the buttons that lead there: one person's, or two people's. */
export function freezePage(facts: FreezeFacts): PersonalPage {
  const { visitor, editions, errors, said } = facts
  const words = wordsFor(visitor.language).write.freeze
  const isNew = editions.some(({ latest, hash }) => latest?.hash !== hash)
  return letterFramed(facts, 'freeze', {
    title: words.title,
    errors,
    said,
    main: html`<p class="prose">${words.lead}</p>
      ${openComments(facts)} ${warnings(facts, visitor.language)} ${editions.map((one) => toFix(one, facts))}
      ${editions.length === 0 ? html`<p>${words.noEdition}</p>` : isNew ? acting(facts) : html`<p class="note">${words.nothingNew}</p>`}`,
  })
}

function openComments({ visitor, campaign, letter, openComments: open }: FreezeFacts): Insertable {
  if (open === 0) return undefined
  const words = wordsFor(visitor.language).write.freeze
  return html`<p class="note">
    ${words.openComments(open)} <a href="${routes.comments(campaign.slug, letter.slug)}">${words.readComments}</a>
  </p>`
}

function toFix(edition: EditionToFix, { visitor, campaign, letter }: FreezeFacts): Markup {
  const { slug, recipientName, hash, paragraphs, demands, latest, missing, now, around } = edition
  const { freeze: words } = wordsFor(visitor.language).write
  const number = (latest?.number ?? 0) + 1
  return html`<section class="fix">
    <h2><bdi>${wordsFor(visitor.language).pages.letter.to(recipientName)}</bdi></h2>
    ${
      latest?.hash === hash
        ? html`<p>${words.unchanged(latest.number)}</p>`
        : html`<p>
              ${paragraphs === 0 ? html`<strong>${words.empty}</strong>` : words.wouldBe(number, paragraphs, demands)}
              <a href="${routes.preview(campaign.slug, letter.slug, slug)}">${words.read}</a>
            </p>
            ${missing.length > 0 && html`<p class="small">${words.missing(missing.map((one) => words.parts[one]))}</p>`}`
    }
    <p class="small quiet">${words.hash} <span class="hash">${hash}</span></p>
    ${
      latest &&
      latest.hash !== hash &&
      html`<h3>${words.differs(latest.number)}</h3>
        ${around && html`<p>${words.around}</p>`} ${differenceHtml(latest.text, now, visitor.language)}`
    }
  </section>`
}

function acting(facts: FreezeFacts): Insertable {
  const { visitor, campaign, letter, role, standing, shown, editions, change, errors = [] } = facts
  const { freeze: words } = wordsFor(visitor.language).write
  if (!may(role, 'freeze')) return html`<p>${words.notYours}</p>`
  const replaces = editions.some(({ latest, hash }) => latest !== undefined && latest.hash !== hash)
  const form = (inside: Insertable): Markup =>
    html`<form class="form" method="post" action="${routes.freeze(campaign.slug, letter.slug)}" novalidate>
      ${hiddenField('shown', shown)} ${inside}
    </form>`
  const kinds =
    replaces &&
    tickGroup({
      id: 'change',
      legend: words.kind,
      hint: words.kindHint,
      errors,
      ticks: (['correction', 'change'] as const).map((one) =>
        tickField({
          id: `kind-${one}`,
          name: 'change',
          value: one,
          type: 'radio',
          on: change === one,
          label: words.kinds[one],
        }),
      ),
    })
  const button = (act: string, said: string, isSecond = false) =>
    html`<button name="do" value="${act}" ${isSecond && html` class="second"`}>${said}</button>`
  return html`<h2>${words.act}</h2>
    ${standingLine(facts)}
    ${form([kinds, ...buttonsOf(standing, visitor.organizer).map((act) => button(act, words.buttons[act], act === 'refuse'))])}`
}

type Button = 'freeze' | 'propose' | 'approve' | 'refuse'

function buttonsOf(standing: Standing, visitor: OrganizerId): readonly Button[] {
  switch (standing.kind) {
    case 'not-needed':
      return ['freeze']
    case 'to-propose':
      return ['propose']
    case 'waiting':
      return standing.proposedBy === visitor ? ['refuse'] : ['approve', 'refuse']
    case 'approved':
      return ['freeze', 'refuse']
    default:
      return standing satisfies never
  }
}

function standingLine({ visitor, campaign, standing, names }: FreezeFacts): Insertable {
  const { freeze: words } = wordsFor(visitor.language).write
  const named = (id: OrganizerId) => names.get(id) ?? words.somebody
  switch (standing.kind) {
    case 'not-needed':
      return html`<p>${words.alone}</p>`
    case 'to-propose':
      return html`<p>${words.needsTwo}</p>`
    case 'waiting':
      return html`<p class="note">
        ${words.waiting(named(standing.proposedBy), momentInWords(standing.since, campaign.timeZone, visitor.language))}
      </p>`
    case 'approved':
      return html`<p class="note">${words.approved(named(standing.proposedBy), named(standing.approvedBy))}</p>`
    default:
      return standing satisfies never
  }
}
