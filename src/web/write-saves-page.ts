import { may, type Role } from '#accounts'
import { wordsFor } from '#kernel'
import type { ComparedEdition } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { deskTable } from './desk-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import { comparedSources, differenceHtml } from './write-difference.ts'
import { choiceField, hiddenField, readOnlyArea } from './write-fields.ts'
import { letterFramed, type LetterPlace, type WriteSaid } from './write-frame.ts'

/** A text that somebody saved, as the list names it. */
export type ShownSave = {
  readonly id: string
  /** Absent: set aside, because another had saved or was writing meanwhile. */
  readonly revision: number | undefined
  readonly by: string | undefined
  /** Somebody pressed the button; else the page saved by itself. */
  readonly isAsked: boolean
  readonly at: Date
}

/** What the page of all earlier texts shows. */
export type SavesFacts = LetterPlace & {
  readonly role: Role
  readonly revision: number
  readonly saves: readonly ShownSave[]
  readonly more: boolean
  readonly said?: WriteSaid | undefined
}

/** Every text that was saved: by whom, when, by hand or by itself. */
export function savesPage(facts: SavesFacts): PersonalPage {
  const { visitor, saves, more, said, firstEdition, campaign, letter } = facts
  const words = wordsFor(visitor.language).write.saves
  return letterFramed(facts, 'saves', {
    title: words.title,
    said,
    main: html`<p class="prose">
        ${words.lead}
        ${firstEdition !== undefined && html`<a href="${routes.compareTexts(campaign.slug, letter.slug, firstEdition)}">${words.compare}</a>`}
      </p>
      ${saves.length === 0 ? html`<p>${words.none}</p>` : table(facts)}
      ${more && html`<p class="quiet">${words.more}</p>`}`,
  })
}

function table(facts: SavesFacts): Markup {
  const words = wordsFor(facts.visitor.language).write.saves
  const heads = [words.when, words.who, words.how, words.what]
  return deskTable(
    words.title,
    heads,
    facts.saves.map((save) => cells(save, facts)),
  )
}

function cells(save: ShownSave, { visitor, campaign, letter, revision }: SavesFacts): readonly Insertable[] {
  const words = wordsFor(visitor.language).write.saves
  const at = momentInWords(save.at, campaign.timeZone, visitor.language)
  const path = routes.save(campaign.slug, letter.slug, save.id)
  return [
    html`<time datetime="${save.at.toISOString()}">${at}</time>`,
    whose(save, visitor.language),
    [save.isAsked ? words.asked : words.auto, save.revision === undefined && html` · <strong>${words.aside}</strong>`],
    save.revision === revision
      ? html`<strong>${words.now}</strong>`
      : html`<a href="${path}" aria-label="${words.see}: ${at}">${words.see}</a>`,
  ]
}

/** Who saved a text; the first was saved by beginning the letter. */
const whose = ({ by, revision }: ShownSave, language: string): Insertable => {
  const words = wordsFor(language).write.saves
  return by === undefined ? (revision === 1 ? words.begun : words.somebody) : html`<bdi>${by}</bdi>`
}

/** One saved text, how it differs from the present one, and the button that brings it back. */
export function savePage(
  facts: LetterPlace & {
    readonly role: Role
    readonly save: ShownSave
    readonly source: string
    readonly now: string
    readonly revision: number
  },
): PersonalPage {
  const { visitor, campaign, letter, role, save, source, now, revision } = facts
  const words = wordsFor(visitor.language).write.saves
  const at = momentInWords(save.at, campaign.timeZone, visitor.language)
  return letterFramed(facts, 'saves', {
    title: words.oneTitle(at),
    main: html`<h2>${words.oneTitle(at)}</h2>
      <p class="small quiet">
        ${whose(save, visitor.language)} ·
        ${save.isAsked ? words.asked : words.auto}${save.revision === undefined && html` · ${words.aside}`}
      </p>
      <h3>${words.difference}</h3>
      ${comparedSources(now, source, { language: letter.language, reader: visitor.language })}
      ${readOnlyArea({ id: 'text', label: words.text, value: source, rows: 14, language: letter.language })}
      ${
        may(role, 'write') &&
        html`<form method="post" action="${routes.bringBack(campaign.slug, letter.slug)}">
          ${hiddenField('save', save.id)}${hiddenField('revision', revision)}<button>${words.bringBack}</button>
          <p class="small quiet">${words.bringBackHint}</p>
        </form>`
      }
      <p><a href="${routes.saves(campaign.slug, letter.slug)}">${words.all}</a></p>`,
  })
}

/** One of the texts that can be compared: what an address calls it, and what people do. */
export type ComparableText = { readonly key: string; readonly said: string }

/** Two texts of one edition, told as one. */
export function comparePage(
  facts: LetterPlace & {
    readonly edition: { readonly slug: string; readonly recipientName: string }
    readonly others: readonly { readonly slug: string; readonly recipientName: string }[]
    readonly texts: readonly ComparableText[]
    readonly from: string
    readonly to: string
    readonly before: ComparedEdition | undefined
    readonly now: ComparedEdition | undefined
  },
): PersonalPage {
  const { visitor, campaign, letter, edition, others, texts, from, to, before, now } = facts
  const words = wordsFor(visitor.language).write.compare
  const said = wordsFor(visitor.language).pages.letter.to
  const chosen = `from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`
  const options = texts.map(({ key, said: text }) => [key, text] as const)
  return letterFramed(facts, 'saves', {
    title: words.title(edition.recipientName),
    main: html`<h2>${words.title(edition.recipientName)}</h2>
      <form class="line" method="get" action="${routes.compareTexts(campaign.slug, letter.slug, edition.slug)}">
        ${choiceField({ id: 'from', label: words.from, value: from, options })}
        ${choiceField({ id: 'to', label: words.to, value: to, options })}
        <button>${words.button}</button>
      </form>
      ${
        before && now
          ? html`<p>
                <a class="act" href="${routes.comparedTexts(campaign.slug, letter.slug, edition.slug)}?${chosen}"
                  >${words.pdf}</a
                >
              </p>
              ${differenceHtml(before, now, visitor.language)}`
          : html`<p>${words.missing}</p>`
      }
      ${otherEditions(others, { label: words.others, said, path: (slug) => `${routes.compareTexts(campaign.slug, letter.slug, slug)}?${chosen}` })}
      <p><a href="${routes.saves(campaign.slug, letter.slug)}">${wordsFor(visitor.language).write.saves.all}</a></p>`,
  })
}

function otherEditions(
  others: readonly { readonly slug: string; readonly recipientName: string }[],
  {
    label,
    said,
    path,
  }: { readonly label: string; readonly said: (name: string) => string; readonly path: (slug: string) => string },
): Insertable {
  if (others.length === 0) return undefined
  return html`<nav aria-label="${label}">
    <ul class="row">
      <li class="quiet">${label}</li>
      ${others.map(({ slug, recipientName }) => html`<li><a href="${path(slug)}">${said(recipientName)}</a></li>`)}
    </ul>
  </nav>`
}
