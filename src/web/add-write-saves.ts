import { namesOf } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import {
  bodyFor,
  parseSource,
  savedSource,
  savesOf,
  saveSource,
  versionTexts,
  type ComparedEdition,
  type DraftEdition,
  type SaveId,
  type SaveRow,
  type VersionText,
} from '#letters'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { dayInWords, momentInWords } from './phrases.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import { comparePage, savePage, savesPage, type ComparableText, type ShownSave } from './write-saves-page.ts'
import { readSaid } from './write-frame.ts'
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
    showingLetter(organizing, (at, c) => {
      const { from, to } = c.req.query()
      return showComparison(organizing, at, { edition: c.req.param('edition'), from, to })
    }),
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
  const source = id && (await savedSource(tx, campaign.id, draft.letter.id, id))
  const row = (await savesOf(tx, campaign.id, draft.letter.id)).find((one) => one.id === id)
  if (source === undefined || !row) return refuse(organizing.means, 'not-found')
  const names = await namesOf(tx, organizing.accounts.vault, row.by ? [row.by] : [])
  const { letter, revision } = draft
  const page = savePage({ ...place, role, save: shown(row, names), source, now: letter.source, revision })
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

type Texts = { readonly versions: readonly VersionText[]; readonly saves: readonly SaveRow[] }

/** Any two of an edition's texts: fixed ones, saved ones, the present one. */
async function showComparison(
  organizing: Organizing,
  at: InLetter,
  asked: { readonly edition: string | undefined; readonly from: string | undefined; readonly to: string | undefined },
): Promise<Response> {
  const { tx, campaign, draft, place } = at
  const edition = draft.editions.find(({ slug }) => slug === asked.edition)
  if (!edition) return refuse(organizing.means, 'not-found')
  const versions = edition.versions > 0 ? await versionTexts(tx, campaign.id, edition.id) : []
  const saves = await savesOf(tx, campaign.id, draft.letter.id, comparableAtMost)
  const texts = { versions, saves }
  const [to, from] = [asked.to ?? 'now', asked.from ?? usualBefore(texts, draft.revision)]
  const named = (one: DraftEdition) => ({ slug: one.slug, recipientName: one.recipient.name })
  const page = comparePage({
    ...place,
    edition: named(edition),
    others: draft.editions.filter((one) => one !== edition).map(named),
    texts: comparable(at, texts),
    from,
    to,
    before: await textOf(at, { edition, key: from }, texts),
    now: await textOf(at, { edition, key: to }, texts),
  })
  return organizerResponse(organizing, page)
}

/** What one mostly wants to compare with: the latest fixed text, else the save before this one. */
function usualBefore({ versions, saves }: Texts, revision: number): string {
  const latest = versions.at(-1)
  const save = saves.find((one) => one.revision !== undefined && one.revision < revision)
  return latest ? `version-${latest.number}` : save ? save.id : 'now'
}

function comparable({ visitor, campaign }: InLetter, { versions, saves }: Texts): readonly ComparableText[] {
  const words = wordsFor(visitor.language).write.compare
  const moment = (one: Date) => momentInWords(one, campaign.timeZone, visitor.language)
  return [
    { key: 'now', said: words.present },
    ...versions.toReversed().map(({ number, frozenAt }) => ({
      key: `version-${number}`,
      said: words.version(number, dayInWords(frozenAt, campaign.timeZone, visitor.language)),
    })),
    ...saves.map(({ id, revision, savedAt }) => ({
      key: id,
      said: revision === undefined ? words.aside(moment(savedAt)) : words.save(moment(savedAt)),
    })),
  ]
}

async function textOf(
  { tx, campaign, draft }: InLetter,
  { edition, key }: { readonly edition: DraftEdition; readonly key: string },
  { versions }: Texts,
): Promise<ComparedEdition | undefined> {
  const version = versions.find(({ number }) => `version-${number}` === key)
  if (version) return { label: key, blocks: version.text.blocks, language: version.text.language }
  const id = readId<SaveId>(key)
  const source = key === 'now' ? draft.letter.source : id && (await savedSource(tx, campaign.id, draft.letter.id, id))
  if (source === undefined) return undefined
  const { blocks } = bodyFor(parseSource(source, draft.recipients), edition.recipient.slug)
  return { label: key, blocks, language: edition.language }
}
