import { largestFile, proposalDaysKept, type ListedProposal } from '#intake'
import { wordsFor } from '#kernel'
import { html, type Insertable } from '#typeset'
import { filesAtMost, mostFiles } from '#platform'
import { bringFramed, type BringSaid } from './bring-frame.ts'
import { fileField } from './deliver-parts.ts'
import { deskTable } from './desk-frame.ts'
import { fileSize } from './file-size.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { inList, momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { hiddenField } from './write-fields.ts'

/** What the page shows on which files are brought in. */
export type BringShown = {
  readonly at: InCampaign
  /** The draft whose list the names shall join. */
  readonly letter: { readonly slug: string; readonly title: string } | undefined
  readonly waiting: readonly ListedProposal[]
  readonly errors: readonly FieldError[]
  readonly said: BringSaid | undefined
}

/** Where an organizer drops files; what was read of earlier ones waits below. */
export function bringPage({ at, letter, waiting, errors, said }: BringShown): PersonalPage {
  const { language } = at.visitor
  const words = wordsFor(language).bring
  const hint = words.filesHint(fileSize(largestFile, language), fileSize(filesAtMost, language), mostFiles)
  return bringFramed(at, {
    title: letter ? words.listTitle : words.title,
    errors,
    said,
    main: html`<p class="prose">${words.lead}</p>
      ${letter && html`<p class="prose">${words.joins(letter.title)}</p>`}
      <form
        class="form"
        method="post"
        action="${routes.bringIn(at.campaign.slug)}"
        enctype="multipart/form-data"
        novalidate
      >
        ${letter && hiddenField('letter', letter.slug)}
        ${fileField({ id: 'files', label: words.files, hint, many: true, errors })}
        <button>${words.button}</button>
        <p class="hint">${words.takes}</p>
        <p class="hint">${words.keptFor(proposalDaysKept)}</p>
      </form>
      ${earlier(at, waiting)}`,
  })
}

function earlier({ visitor, campaign }: InCampaign, waiting: readonly ListedProposal[]): Insertable {
  if (waiting.length === 0) return undefined
  const { language } = visitor
  const words = wordsFor(language).bring
  const rows = waiting.map(({ id, at, files, isAccepted }) => [
    html`<a href="${routes.reading(campaign.slug, id)}"><bdi>${inList(files, language)}</bdi></a>`,
    momentInWords(at, campaign.timeZone, language),
    isAccepted ? words.states.accepted : words.states.waits,
  ])
  return html`<h2>${words.waiting}</h2>
    ${deskTable(words.waiting, words.waitingHeads, rows)}`
}
