import type { Context } from 'hono'
import { parseFileHash } from '#kernel'
import { replayOf } from '#evidence'
import { openCampaign } from '#letters'
import { answerFrom, fileOf, type KeptFile, type PageParts, type Tx } from '#platform'
import { shownCapture, sourceSheet, sourcesSheet } from '#publication'
import { publicFile } from '#responses'
import { fileHeaders } from './headers.ts'
import { refuse, type Router, type WebMeans } from './keep.ts'
import { answerOnce, htmlParts } from './page-parts.ts'
import { recordHeaders } from './record-frame.ts'
import { recordSourcePage } from './record-source-page.ts'
import { patterns, routes } from './routes.ts'

/** Sources, files of the record, and archived pages shown as they were. */
export function addRecordEvidence(app: Router, means: WebMeans): void {
  // Not stored: a look at a source changes it, and is no fact of the campaign.
  app.get(patterns.recordSource, async (c) => {
    const [campaign, id] = [c.req.param('campaign') ?? '', c.req.param('id') ?? '']
    const sheet = await means.database.read((tx) => sourceSheet(tx, campaign, id, means.now()))
    if (!sheet) return refuse(means, 'not-found')
    return answerOnce(htmlParts(recordSourcePage(sheet), means.site, recordHeaders), c.req.raw)
  })
  app.get(patterns.recordFile, async (c) => {
    const [campaign, hash] = [c.req.param('campaign') ?? '', c.req.param('hash') ?? '']
    const file = await means.database.read((tx) => fileAt(tx, { campaign, hash, at: means.now() }))
    if (!file) return refuse(means, 'not-found')
    return new Response(Buffer.from(file.bytes), {
      headers: {
        ...fileHeaders,
        'Content-Type': file.mediaType,
        // What somebody else made is saved and never shown as a page of ours.
        'Content-Disposition': `${file.mediaType === 'application/json' ? 'inline' : 'attachment'}; filename="${hash.slice(0, 16)}${endingOf(file.mediaType)}"`,
      },
    })
  })
  app.get(patterns.recordReplay, (c) => replayed(c, means))
}

const endings: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'application/pdf': '.pdf',
  'application/wacz': '.wacz',
  'application/zip': '.zip',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'text/plain': '.txt',
}

const endingOf = (mediaType: string): string => endings[mediaType.split(';')[0] ?? ''] ?? ''

type FilePlace = { readonly campaign: string; readonly hash: string; readonly at: Date }

/** A file of the public record, or the archive of a source that it names. */
async function fileAt(tx: Tx, { campaign, hash, at }: FilePlace): Promise<KeptFile | undefined> {
  const file = parseFileHash(hash)
  const id = file && (await openCampaign(tx, campaign, at))
  if (!file || !id) return undefined
  const found = await publicFile(tx, id, file)
  if (found) return found
  const sheet = await sourcesSheet(tx, campaign, at)
  const captures = sheet?.sources.flatMap((source) => source.captures) ?? []
  const isArchive = captures.some(({ waczHash, state }) => waczHash === file && state !== 'removed')
  return isArchive ? fileOf(tx, id, file) : undefined
}

/**
 * A part of an archived page with the headers of the evidence room, and none that would loosen them. What is whole goes
 * to the shelf, so that a page with its images costs the archive one look each.
 */
async function replayed(c: Context, means: WebMeans): Promise<Response> {
  const { campaign = '', id = '' } = c.req.param() as Readonly<Record<string, string>>
  const page = routes.recordReplay(campaign, id)
  // Its parts have addresses of their own below the slash.
  if (!c.req.path.includes('/replay/')) return c.redirect(page, 308)
  const path = c.req.path.slice(c.req.path.indexOf('/replay/') + '/replay/'.length)
  const key = `${page}${path}`
  const kept = means.shelf.at(key)
  if (kept) return answerFrom(kept, c.req.raw)
  const answer = await means.database.read(async (tx) => {
    const shown = await shownCapture(tx, campaign, id, means.now())
    return shown && (await replayOf(tx, shown.campaign, shown.capture, path))
  })
  if (!answer) return refuse(means, 'not-found')
  const { status, headers, body } = answer
  if (status !== 200) return new Response(Buffer.from(body), { status, headers: { ...headers } })
  const { 'Content-Type': contentType = 'application/octet-stream', ...more } = headers
  const parts: PageParts = {
    contentType,
    body,
    headers: Object.entries({ ...more, 'Cache-Control': 'no-cache' }),
    compress: contentType.startsWith('text/'),
  }
  const stored = await means.shelf.keep(key, { text: campaign }, async () => parts)
  return stored ? answerFrom(stored, c.req.raw) : refuse(means, 'not-found')
}
