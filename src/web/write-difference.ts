import { wordsFor, type Block } from '#kernel'
import { compareVersions, type ComparedEdition, type ComparisonRow } from '#letters'
import { isUnchanged, toldAsOne } from '#publication'
import { html, type Insertable, type Markup } from '#typeset'
import { runHtml } from './comparison-page.ts'

type Told = { readonly language: string; readonly reader: string }

/** Two sources, told as one: paragraphs that are alike in both are left out. */
export function comparedSources(before: string, now: string, { language, reader }: Told): Markup {
  const edition = (label: string, source: string): ComparedEdition => ({ label, language, blocks: blocksOf(source) })
  return differenceHtml(edition('before', before), edition('now', now), reader)
}

const blocksOf = (source: string): readonly Block[] =>
  source
    .split(/\n[ \t]*\n/u)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] }))

/** Two texts told as one: what went is struck, what came is marked; paragraphs that are alike are counted. */
export function differenceHtml(before: ComparedEdition, now: ComparedEdition, reader: string): Markup {
  const words = wordsFor(reader).write.difference
  const told = toldAsOne(compareVersions(before, now).rows)
  if (told.every(isUnchanged)) return html`<p>${words.same}</p>`
  return html`<p class="legend">
      <span><ins>${words.added}</ins></span
      ><span><del>${words.removed}</del></span>
    </p>
    <div class="letter changed" lang="${now.language}">${runsOf(told).map((run) => shown(run, reader))}</div>`
}

type Paragraph = readonly ComparisonRow[]

/** Neighbours that did not change stand as one. */
function runsOf(all: readonly Paragraph[]): readonly (Paragraph | number)[] {
  const runs: (Paragraph | number)[] = []
  for (const one of all) {
    const last = runs.at(-1)
    if (!isUnchanged(one)) runs.push(one)
    else if (typeof last === 'number') runs[runs.length - 1] = last + 1
    else runs.push(1)
  }
  return runs
}

function shown(run: Paragraph | number, reader: string): Markup {
  if (typeof run === 'number')
    return html`<p class="small quiet" lang="${reader}">${wordsFor(reader).write.difference.alike(run)}</p>`
  return html`<p>${run.map((row, index) => [index > 0 && ' ', sentence(row)])}</p>`
}

function sentence({ kind, parts: [before, now] }: ComparisonRow): Insertable {
  if (now === undefined) return html`<del>${before?.text ?? ''}</del>`
  if (before === undefined) return html`<ins>${now.text}</ins>`
  return kind === 'shared' ? now.text : now.runs.map(runHtml)
}
