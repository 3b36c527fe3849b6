import { may } from '#accounts'
import { dateInWords, wordsFor } from '#kernel'
import type { CommitmentView, WordStretch } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import type { CommitmentShown } from './commit-page.ts'
import type { InCampaign } from './in-campaign.ts'
import { routes } from './routes.ts'
import { areaField, choiceField, lineField } from './write-fields.ts'

/** What is typed of somebody else's wording, as it came. */
export type WordingFields = {
  readonly words: string
  readonly by: string
  readonly on: string
  readonly source: string
}

/** How others worded a promise, each beside the promiser's words with what it leaves out and adds, and the form for another. */
export function commitWordings(at: InCampaign, shown: CommitmentShown): Markup {
  const { one } = wordsFor(at.visitor.language).commit
  const { characterizations } = shown.view
  return html`<h2>${one.others}</h2>
    ${
      characterizations.length === 0
        ? html`<p>${one.othersNone}</p>`
        : html`<p class="legend">
              <span>${one.legend}:</span> <span><del>${one.dropped}</del></span> <span><ins>${one.added}</ins></span>
            </p>
            <ul class="plain">
              ${characterizations.map((worded) => besideOwn(at, worded))}
            </ul>`
    }
    ${may(at.role, 'write') && form(at, shown)}`
}

function besideOwn({ visitor }: InCampaign, { by, on, differs }: CommitmentView['characterizations'][number]): Markup {
  const { language } = visitor
  const { one } = wordsFor(language).commit
  return html`<li>
    <p>
      <strong><bdi>${by}</bdi></strong
      >, ${dateInWords(on, language)}
    </p>
    <div class="pairs">
      <div>
        <p class="quiet">${one.own}</p>
        <p class="excerpt" dir="auto">${marked(differs.statement, 'del')}</p>
      </div>
      <div>
        <p class="quiet">${one.other}</p>
        <p class="excerpt" dir="auto">${marked(differs.characterization, 'ins')}</p>
      </div>
    </div>
  </li>`
}

const marked = (stretches: readonly WordStretch[], as: 'del' | 'ins'): readonly Insertable[] =>
  stretches.map(({ text, isMissing }) =>
    isMissing ? (as === 'del' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`) : text,
  )

function form(at: InCampaign, { view, sources, fields, errors }: CommitmentShown): Markup {
  const { one } = wordsFor(at.visitor.language).commit
  const options = sources.map(({ id, title }): readonly [string, string] => [id, title.slice(0, 80).toWellFormed()])
  return html`<h3>${one.add}</h3>
    <form class="form" method="post" action="${routes.characterize(at.campaign.slug, view.commitment.id)}" novalidate>
      ${areaField({ id: 'words', label: one.words, value: fields.words, rows: 3, errors })}
      ${lineField({ id: 'by', label: one.by, hint: one.byHint, value: fields.by, errors })}
      ${lineField({ id: 'on', label: one.on, value: fields.on, errors })}
      ${choiceField({ id: 'source', label: one.source, value: fields.source, options: [['', one.noSource], ...options], errors })}
      <button>${one.addButton}</button>
    </form>`
}
