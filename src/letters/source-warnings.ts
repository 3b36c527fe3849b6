import { wordsFor } from '#kernel'
import type { ParsedSource, Passage, Run, SourceWarning } from './passage.ts'
import { nearestMark } from './unknown-marks.ts'

/**
 * Everything of a source that its editions do not keep as it was typed, by line: what reading it reported, and the
 * words that none of them shows.
 * @param shown slugs of the recipients that have an edition.
 */
export function warningsOf(parsed: ParsedSource, shown: readonly string[]): readonly SourceWarning[] {
  const unseen = parsed.passages.flatMap((passage): readonly SourceWarning[] => {
    const readers = shown.filter((slug) => passage.recipients.includes(slug))
    const texts =
      readers.length === 0 ? [wordsOfPassage(passage)] : passage.runs.flatMap((run) => unseenIn(run, readers))
    return texts
      .filter((text) => text.trim() !== '')
      .map((text) => ({ kind: 'in-no-edition', line: passage.line, text: text.trim() }))
  })
  return [...parsed.warnings, ...unseen].toSorted((one, other) => one.line - other.line)
}

const wordsOfPassage = ({ runs }: Passage): string => runs.map(wordsOf).join('')

/** All words of a piece of text, whoever they are for. */
function wordsOf(run: Run): string {
  switch (run.kind) {
    case 'text':
      return run.text
    case 'recipient':
      return '…'
    case 'vary':
      return [run.runs.map(wordsOf).join(''), ...run.others.values()].join(' / ')
    case 'link':
    case 'only':
    case 'demand':
      return run.runs.map(wordsOf).join('')
    default:
      return run satisfies never
  }
}

/** The words of a piece of text that none of these readers finds in their edition. */
function unseenIn(run: Run, readers: readonly string[]): readonly string[] {
  const inside = (runs: readonly Run[], some: readonly string[]): readonly string[] =>
    some.length === 0 ? [runs.map(wordsOf).join('')] : runs.flatMap((one) => unseenIn(one, some))
  switch (run.kind) {
    case 'text':
    case 'recipient':
      return []
    case 'link':
      return inside(run.runs, readers)
    case 'only':
    case 'demand':
      return inside(
        run.runs,
        readers.filter((slug) => run.audience?.has(slug) ?? true),
      )
    case 'vary':
      return [
        ...inside(
          run.runs,
          readers.filter((slug) => !run.others.has(slug)),
        ),
        ...[...run.others].flatMap(([slug, text]) => (readers.includes(slug) ? [] : [text])),
      ]
    default:
      return run satisfies never
  }
}

const longestQuote = 100

/** A warning as a sentence for the person who wrote the source, without its line. */
export function sentenceOfWarning({ kind, text }: SourceWarning, language: string): string {
  const words = wordsFor(language).source
  const line = text.replace(/\s+/gu, ' ').trim()
  const quoted = line.length > longestQuote ? `${line.slice(0, longestQuote).toWellFormed()}…` : line
  switch (kind) {
    case 'emphasis':
      return words.emphasis(quoted)
    case 'code':
      return words.code(quoted)
    case 'html':
      return words.html(quoted)
    case 'comment-dropped':
      return words.commentDropped(quoted)
    case 'image':
      return words.image(quoted)
    case 'link-title-dropped':
      return words.linkTitleDropped(quoted)
    case 'unsafe-target':
      return words.unsafeTarget(quoted)
    case 'rule-dropped':
      return words.ruleDropped
    case 'nested-list':
      return words.nestedList(quoted)
    case 'list-paragraph':
      return words.listParagraph(quoted)
    case 'block-in-quote':
      return words.blockInQuote(quoted)
    case 'unknown-recipient':
      return words.unknownRecipient(quoted)
    case 'missing-for':
      return words.missingFor(quoted)
    case 'missing-id':
      return words.missingId(quoted)
    case 'recipient-with-text':
      return words.recipientWithText(quoted)
    case 'unclosed-only':
      return words.unclosedOnly
    case 'unclosed-mark':
      return words.unclosedMark(quoted)
    case 'unknown-mark':
      return words.unknownMark(quoted, nearestMark(text))
    case 'definition-dropped':
      return words.definitionDropped(quoted)
    case 'in-no-edition':
      return words.inNoEdition(quoted)
    case 'too-deep':
      return words.tooDeep
    default:
      return kind satisfies never
  }
}
