import type { CampaignId, EditionText, VersionHash } from '#kernel'
import type { Tx } from '#platform'
import { canonicalText, hashText, sha256 } from '#proof'
import { editionsInOrder, type DraftEdition } from './draft.ts'
import { bodyFor } from './edition-body.ts'
import type { Demand, Letter, TextChange, Version } from './letter.ts'
import { parseSource } from './parse-source.ts'
import type { ParsedSource, SourceWarning } from './passage.ts'
import { warningsOf } from './source-warnings.ts'
import { draftRow, recipientsWithEditions, type LetterKey } from './store-draft.ts'
import { versionsOf } from './store-editions.ts'

/** An edition with the text it would be frozen with now. */
export type DraftWords = {
  readonly edition: DraftEdition
  readonly text: EditionText
  readonly canonicalText: string
  readonly hash: VersionHash
  readonly demands: readonly Demand[]
}

/** The same with its versions, and what freezing would make of it. */
export type DraftText = DraftWords & {
  /** Its versions, oldest first. */
  readonly versions: readonly Version[]
  /**
   * What freezing makes of it: a `first` version, one that `replaces` the latest, nothing since it is `unchanged`,
   * nothing since it is the text of an `earlier` version, or nothing since there is no paragraph to sign (`empty`).
   */
  readonly fate: 'first' | 'replaces' | 'unchanged' | 'earlier' | 'empty'
}

/** The texts of a letter's editions, as they would be frozen now. */
export type DraftTexts = {
  readonly letter: Letter
  readonly revision: number
  /** Comments about it that nobody has settled. */
  readonly openComments: number
  readonly drafts: readonly DraftText[]
  /** What these editions do not keep of the source, by line. */
  readonly warnings: readonly SourceWarning[]
  /** SHA-256 of `draftContent` without a mark, in hexadecimal: a form that was made of these texts sends it back. */
  readonly digest: string
}

/** What {@link draftTexts} gives, without what was frozen before; two questions. */
export async function draftWords(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterKey,
): Promise<
  | (Pick<DraftTexts, 'letter' | 'revision' | 'openComments' | 'warnings'> & { readonly drafts: readonly DraftWords[] })
  | undefined
> {
  const row = await draftRow(tx, campaign, letter)
  if (!row) return undefined
  const all = await recipientsWithEditions(tx, campaign, row.letter.id)
  const parsed = parseSource(
    row.letter.source,
    all.map(({ recipient: { slug, name } }) => ({ slug, name })),
  )
  const shown = all.filter((one) => one.editions.length > 0).map(({ recipient }) => recipient.slug)
  const drafts = editionsInOrder(all).map((edition) => wordsOf(parsed, edition))
  const { letter: its, revision, openComments } = row
  return { letter: its, revision, openComments, drafts, warnings: warningsOf(parsed, shown) }
}

/** The present texts of a letter's editions, derived from its source, each with its hash; three questions. */
export async function draftTexts(tx: Tx, campaign: CampaignId, letter: LetterKey): Promise<DraftTexts | undefined> {
  const found = await draftWords(tx, campaign, letter)
  if (!found) return undefined
  const ids = found.drafts.filter(({ edition }) => edition.versions > 0).map(({ edition }) => edition.id)
  const versions = Map.groupBy(await versionsOf(tx, campaign, ids), ({ edition }) => edition)
  const drafts = found.drafts.map((draft): DraftText => {
    const its = versions.get(draft.edition.id) ?? []
    return { ...draft, versions: its, fate: fateOf(draft.text, draft.hash, its) }
  })
  const digest = Buffer.from(sha256(Buffer.from(contentOf(drafts, undefined)))).toString('hex')
  return { ...found, drafts, digest }
}

function wordsOf(parsed: ParsedSource, edition: DraftEdition): DraftWords {
  const body = bodyFor(parsed, edition.recipient.slug)
  const { language, printedTitle: title, date, addressees, copies, salutation, closing, recipient } = edition
  const around = { language, title, date, recipient: recipient.name, addressees, copies, salutation, closing }
  const text: EditionText = { ...around, blocks: body.blocks }
  const canonical = canonicalText(text)
  const demands = body.demands.map(({ id, text: wording }) => ({ slug: id, wording }))
  return { edition, text, canonicalText: canonical, hash: hashText(canonical), demands }
}

function fateOf(text: EditionText, hash: VersionHash, versions: readonly Version[]): DraftText['fate'] {
  if (text.blocks.length === 0) return 'empty'
  const latest = versions.at(-1)
  if (!latest) return 'first'
  if (latest.hash === hash) return 'unchanged'
  return versions.some((version) => version.hash === hash) ? 'earlier' : 'replaces'
}

/**
 * Exactly what freezing would do now, as text: for whom two people have to agree on it. Every byte that is frozen
 * stands in it, and what the organizer says of texts that replace others.
 */
export async function draftContent(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterKey,
  change: TextChange | undefined,
): Promise<string | undefined> {
  const found = await draftTexts(tx, campaign, letter)
  return found && contentOf(found.drafts, change)
}

/** The same of texts that are at hand; the mark counts only where a text replaces another. */
export function contentOf(drafts: readonly DraftText[], change: TextChange | undefined): string {
  return JSON.stringify({
    change: drafts.some(({ fate }) => fate === 'replaces') ? (change ?? null) : null,
    texts: drafts.map(({ edition, canonicalText: text, demands, fate }) => ({
      edition: edition.id,
      fate,
      text,
      demands,
    })),
  })
}
