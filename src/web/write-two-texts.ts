import type { Context } from 'hono'
import { dayOf, wordsFor } from '#kernel'
import {
  bodyFor,
  draftTexts,
  parseSource,
  savedTexts,
  wholeBlocks,
  type ComparedEdition,
  type DraftText,
  type DraftTexts,
  type SavedText,
  type SaveId,
} from '#letters'
import type { Tx } from '#platform'
import { parseCanonicalText } from '#proof'
import { paperOf, versionsPaper } from '#publication'
import type { ComparedSheet } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { dayInWords, momentInWords } from './phrases.ts'
import { readId } from './read-id.ts'
import type { ComparableText } from './write-saves-page.ts'

const comparableAtMost = 40

type Texts = { readonly draft: DraftText; readonly saves: readonly SavedText[] }

/** A campaign that is being read. */
export type AtCampaign = InCampaign & { readonly tx: Tx }

/** The two texts of an edition that an address names: fixed ones, saved ones, the present one. */
export async function twoTexts({ tx, campaign }: AtCampaign, c: Context) {
  const { from: wished, to = 'now' } = c.req.query()
  const found = await draftTexts(tx, campaign.id, { slug: c.req.param('letter') ?? '' })
  const draft = found?.drafts.find(({ edition }) => edition.slug === c.req.param('edition'))
  if (!found || !draft) return undefined
  const named = [wished, to].flatMap((key) => readId<SaveId>(key) ?? [])
  const saves = await savedTexts(tx, campaign.id, found.letter.id, { limit: comparableAtMost, named })
  const texts = { draft, saves }
  const from = wished ?? usualBefore(texts)
  return { found, texts, from, to, before: textOf(found, texts, from), now: textOf(found, texts, to) }
}

/** The same on paper; `undefined` where one of the two is not there any more. */
export async function comparedPaper(at: AtCampaign, c: Context, now: Date): Promise<ComparedSheet | undefined> {
  const compared = await twoTexts(at, c)
  if (!compared?.before || !compared.now) return undefined
  const { found, texts, from, to, before, now: after } = compared
  const all = comparable(at, texts)
  const saidOf = (key: string): string => all.find((one) => one.key === key)?.said ?? ''
  return versionsPaper({
    letter: found.letter,
    recipientName: texts.draft.edition.recipient.name,
    before: { said: saidOf(from), text: before },
    now: { said: saidOf(to), text: after },
    day: dayOf(now, at.campaign.timeZone),
    paper: paperOf(at.campaign.timeZone),
    reader: at.visitor.language,
  })
}

/** What one mostly wants to compare with: the latest fixed text. */
function usualBefore({ draft: { versions } }: Texts): string {
  const latest = versions.at(-1)
  return latest ? `version-${latest.number}` : 'now'
}

/** Everything that can be compared, as a reader calls it. */
export function comparable(
  { visitor, campaign }: Pick<InCampaign, 'visitor' | 'campaign'>,
  { draft, saves }: Texts,
): readonly ComparableText[] {
  const words = wordsFor(visitor.language).write.compare
  const moment = (one: Date) => momentInWords(one, campaign.timeZone, visitor.language)
  return [
    { key: 'now', said: words.present },
    ...draft.versions.toReversed().map(({ number, frozenAt }) => ({
      key: `version-${number}`,
      said: words.version(number, dayInWords(frozenAt, campaign.timeZone, visitor.language)),
    })),
    ...saves.map(({ id, revision, savedAt }) => ({
      key: id,
      said: revision === undefined ? words.aside(moment(savedAt)) : words.save(moment(savedAt)),
    })),
  ]
}

function textOf({ drafts }: DraftTexts, { draft, saves }: Texts, key: string): ComparedEdition | undefined {
  const { language, recipient } = draft.edition
  if (key === 'now') return { label: key, blocks: wholeBlocks(draft.text), language }
  const version = draft.versions.find(({ number }) => `version-${number}` === key)
  const fixed = version && parseCanonicalText(version.canonicalText)
  if (fixed) return { label: key, blocks: wholeBlocks(fixed), language: fixed.language }
  const source = saves.find(({ id }) => id === key)?.source
  if (source === undefined) return undefined
  const recipients = drafts.map(({ edition }) => edition.recipient)
  // A save is the text alone; what stands around it is as it is now.
  const { blocks } = bodyFor(parseSource(source, recipients), recipient.slug)
  return { label: key, blocks: wholeBlocks({ ...draft.text, blocks }), language }
}
