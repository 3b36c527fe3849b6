import type { Context } from 'hono'
import { namesOf } from '#accounts'
import type { OrganizerId } from '#kernel'
import { savedSource, savedTexts, savesOf, saveSource, type DraftText, type SaveId, type SaveRow } from '#letters'
import { refuse, type Router } from './keep.ts'
import { showingFile } from './organize-file.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import { comparePage, savePage, savesPage, type ShownSave } from './write-saves-page.ts'
import { readSaid } from './write-frame.ts'
import { showingCampaign } from './in-campaign.ts'
import { comparable, comparedPaper, twoTexts, type AtCampaign } from './write-two-texts.ts'
import { doingLetter, showingLetter, type InLetter } from './write-visit.ts'

// A page holds these; older ones are kept all the same.
const listedAtMost = 60

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
  app.get(
    patterns.comparedTexts,
    showingFile(
      organizing,
      (at, c) => comparedPaper(at, c, organizing.means.now()),
      async (sheet) => ({
        contentType: 'application/pdf',
        body: await organizing.means.press.comparedPdf(sheet),
        name: 'comparison.pdf',
      }),
    ),
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

async function showComparison(organizing: Organizing, at: AtCampaign, c: Context): Promise<Response> {
  const compared = await twoTexts(at, c)
  if (!compared) return refuse(organizing.means, 'not-found')
  const { found, texts, ...chosen } = compared
  const { draft } = texts
  const shownEdition = ({ edition: one }: DraftText) => ({ slug: one.slug, recipientName: one.recipient.name })
  const page = comparePage({
    ...{ visitor: at.visitor, campaign: at.campaign, letter: found.letter, ...chosen },
    firstEdition: found.drafts[0]?.edition.slug,
    edition: shownEdition(draft),
    others: found.drafts.filter((one) => one !== draft).map(shownEdition),
    texts: comparable(at, texts),
  })
  return organizerResponse(organizing, page)
}
