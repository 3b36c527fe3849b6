import type { Context } from 'hono'
import { namesOf } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import {
  bodyFor,
  draftTexts,
  parseSource,
  savedSource,
  savedTexts,
  savesOf,
  saveSource,
  type ComparedEdition,
  type DraftText,
  type DraftTexts,
  type SavedText,
  type SaveId,
  type SaveRow,
} from '#letters'
import type { Tx } from '#platform'
import { parseCanonicalText } from '#proof'
import type { InCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { dayInWords, momentInWords } from './phrases.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import { comparePage, savePage, savesPage, type ComparableText, type ShownSave } from './write-saves-page.ts'
import { readSaid } from './write-frame.ts'
import { showingCampaign } from './in-campaign.ts'
import { doingLetter, showingLetter, type InLetter } from './write-visit.ts'

// A page holds these; older ones are kept all the same.
const listedAtMost = 60
const comparableAtMost = 40

/** Every earlier text: listed, looked at, compared, brought back. */
export function addWriteSaves(app: Router, organizing: Organizing): void {
  app.get(
    patterns.saves,
    showingLetter(organizing, (at, c) => showSaves(organizing, at, c.req.query('said'))),
  )
  app.get(
    patterns.save,
    showingLetter(organizing, (at, c) => showSave(organizing, at, readId<SaveId>(c.req.param('save')))),
  )
  app.get(patterns.bringBack, (c) => sendOn(routes.saves(c.req.param('campaign'), c.req.param('letter'))))
  app.post(
    patterns.bringBack,
    doingLetter(organizing, 'write', (at, posted) => bringBack(organizing, at, posted)),
  )
  app.get(
    patterns.compareTexts,
    showingCampaign(organizing, (at, c) => showComparison(organizing, at, c)),
  )
}

const shown = (
  { id, revision, by, isAsked, savedAt }: SaveRow,
  names: ReadonlyMap<OrganizerId, string>,
): ShownSave => ({
  ...{ id, revision, isAsked, at: savedAt },
  by: by && names.get(by),
})

async function showSaves(organizing: Organizing, at: InLetter, said: string | undefined): Promise<Response> {
  const { tx, campaign, draft, place, role } = at
  const rows = await savesOf(tx, campaign.id, draft.letter.id, listedAtMost + 1)
  const names = await namesOf(tx, organizing.accounts.vault, [...new Set(rows.flatMap(({ by }) => by ?? []))])
  const page = savesPage({
    ...place,
    role,
    revision: draft.revision,
    saves: rows.slice(0, listedAtMost).map((row) => shown(row, names)),
    more: rows.length > listedAtMost,
    said: readSaid(said),
  })
  return organizerResponse(organizing, page)
}

async function showSave(organizing: Organizing, at: InLetter, id: SaveId | undefined): Promise<Response> {
  const { tx, campaign, draft, place, role } = at
  const { letter, revision } = draft
  const [save] = id ? await savedTexts(tx, campaign.id, letter.id, { limit: 0, named: [id] }) : []
  if (save?.source === undefined) return refuse(organizing.means, 'not-found')
  const names = await namesOf(tx, organizing.accounts.vault, save.by ? [save.by] : [])
  const { source } = save
  const page = savePage({ ...place, role, save: shown(save, names), source, now: letter.source, revision })
  return organizerResponse(organizing, page)
}

/** Saves an earlier text as the present one: under the same lock and against the same revision as any other save. */
async function bringBack(organizing: Organizing, at: InLetter, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const path = routes.edit(campaign.slug, draft.letter.slug)
  const id = readId<SaveId>(posted.get('save'))
  const source = id && (await savedSource(tx, campaign.id, draft.letter.id, id))
  if (source === undefined) return sendOn(`${path}?said=gone`)
  const revision = Number(posted.get('revision'))
  const wish = { campaign: campaign.id, letter: draft.letter.id, by: visitor.organizer, source, revision }
  const { kind } = await saveSource(tx, wish, organizing.means)
  const said = kind === 'saved' ? 'brought-back' : kind === 'unchanged' ? 'unchanged' : 'not-brought-back'
  return sendOn(`${path}?said=${said}`)
}

type Texts = { readonly draft: DraftText; readonly saves: readonly SavedText[] }

/** Any two of an edition's texts: fixed ones, saved ones, the present one. */
async function showComparison(
  organizing: Organizing,
  { tx, campaign, visitor }: InCampaign & { readonly tx: Tx },
  c: Context,
): Promise<Response> {
  const edition = c.req.param('edition')
  const { from: wished, to = 'now' } = c.req.query()
  const found = await draftTexts(tx, campaign.id, { slug: c.req.param('letter') ?? '' })
  const draft = found?.drafts.find((one) => one.edition.slug === edition)
  if (!found || !draft) return refuse(organizing.means, 'not-found')
  const named = [wished, to].flatMap((key) => readId<SaveId>(key) ?? [])
  const saves = await savedTexts(tx, campaign.id, found.letter.id, { limit: comparableAtMost, named })
  const texts = { draft, saves }
  const from = wished ?? usualBefore(texts)
  const shownEdition = ({ edition: one }: DraftText) => ({ slug: one.slug, recipientName: one.recipient.name })
  const page = comparePage({
    visitor,
    campaign,
    letter: found.letter,
    firstEdition: found.drafts[0]?.edition.slug,
    edition: shownEdition(draft),
    others: found.drafts.filter((one) => one !== draft).map(shownEdition),
    texts: comparable({ visitor, campaign }, texts),
    from,
    to,
    before: textOf(found, texts, from),
    now: textOf(found, texts, to),
  })
  return organizerResponse(organizing, page)
}

/** What one mostly wants to compare with: the latest fixed text. */
function usualBefore({ draft: { versions } }: Texts): string {
  const latest = versions.at(-1)
  return latest ? `version-${latest.number}` : 'now'
}

function comparable(
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
  if (key === 'now') return { label: key, blocks: draft.text.blocks, language }
  const version = draft.versions.find(({ number }) => `version-${number}` === key)
  const fixed = version && parseCanonicalText(version.canonicalText)
  if (fixed) return { label: key, blocks: fixed.blocks, language: fixed.language }
  const source = saves.find(({ id }) => id === key)?.source
  if (source === undefined) return undefined
  const recipients = drafts.map(({ edition }) => edition.recipient)
  return { label: key, blocks: bodyFor(parseSource(source, recipients), recipient.slug).blocks, language }
}
