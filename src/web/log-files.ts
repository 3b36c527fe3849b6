import type { Context } from 'hono'
import type { CampaignId } from '#kernel'
import { countsFile, headOf, logOf, runOf, sendableTileOf, type LogFacts } from '#ledger'
import { openCampaign } from '#letters'
import type { Tx } from '#platform'
import { parseTilePath } from '#proof'
import { fileHeaders } from './headers.ts'
import { refuse, type Router, type WebMeans } from './keep.ts'
import { patterns, routes } from './routes.ts'

/** What the log's files need of rooms and keys that the web room does not hold. */
export type LogMeans = {
  /** The keys and the policy to publish for a log whose files are at `url`. */
  readonly facts: (origin: string, url?: string) => LogFacts
  /** What a public list serves of the leaves of one bundle; anything that JSON can say. */
  readonly openings: (tx: Tx, campaign: CampaignId, bundle: number) => Promise<unknown>
}

// A tile never changes; a checkpoint is replaced every second while people sign.
const forever = 'public, max-age=31536000, immutable'
const shortly = 'public, max-age=1'
// A name that its bearer withdrew is gone at once.
const never = 'no-store'

type LogFile = {
  readonly body: string | Uint8Array
  readonly contentType: string
  readonly cache: string
  readonly gzip?: boolean
}

/**
 * The files of a campaign's log (C2SP tlog-tiles, with counts, policy and openings beside them), for anyone to recount.
 * Other sites' pages may read them too. Full bundles and runs of them come under gzip, whatever a client accepts, as tlog-tiles allows.
 */
export function addLog(app: Router, means: WebMeans): void {
  const { log } = means
  const answer = (pattern: string, read: (tx: Tx, campaign: CampaignId, c: Context) => Promise<LogFile | undefined>) =>
    app.get(pattern, async (c) => {
      const file = await means.database.read(async (tx) => {
        const campaign = await openCampaign(tx, c.req.param('campaign') ?? '', means.now())
        return campaign && (await read(tx, campaign, c))
      })
      return file ? sent(file) : refuse(means, 'not-found')
    })

  answer(patterns.checkpoint, async (tx, campaign) => {
    const head = await headOf(tx, campaign)
    return head && { body: head.checkpoint, contentType: 'text/plain; charset=utf-8', cache: shortly }
  })
  answer(patterns.counts, async (tx, campaign) => {
    const head = await headOf(tx, campaign)
    return head && { body: countsFile(head), contentType: 'application/json', cache: shortly }
  })
  answer(patterns.tile, async (tx, campaign, c) => {
    const name = parseTilePath(new URL(c.req.url).pathname.split('/').slice(3).join('/'))
    const tile = name && (await sendableTileOf(tx, campaign, name))
    return tile && { body: tile.bytes, contentType: 'application/octet-stream', cache: forever, gzip: tile.gzip }
  })
  answer(patterns.run, async (tx, campaign, c) => {
    const run = onlySpelling(c.req.param('run'))
    const body = run === undefined ? undefined : await runOf(tx, campaign, run)
    return body && { body, contentType: 'application/octet-stream', cache: forever, gzip: true }
  })
  if (!log) return
  answer(patterns.policy, async (tx, campaign, c) => {
    const found = await logOf(tx, campaign)
    const url = `${means.site.publicUrl}${routes.log(c.req.param('campaign') ?? '')}`
    return (
      found && {
        body: log.facts(found.origin, url).policy,
        contentType: 'text/plain; charset=utf-8',
        cache: shortly,
      }
    )
  })
  answer(patterns.openings, async (tx, campaign, c) => {
    const head = await headOf(tx, campaign)
    const bundle = onlySpelling(c.req.param('bundle'))
    if (!head || bundle === undefined || bundle * 256 >= head.size) return undefined
    const body = JSON.stringify(await log.openings(tx, campaign, bundle))
    return { body, contentType: 'application/json', cache: never }
  })
}

/** The number that is written so and in no other way: one file has one address, without needless zeros. */
function onlySpelling(written: string | undefined): number | undefined {
  const value = Number(written)
  return String(value) === written ? value : undefined
}

function sent({ body, contentType, cache, gzip }: LogFile): Response {
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      ...fileHeaders,
      'Content-Type': contentType,
      'Cache-Control': cache,
      // Public facts without cookies: whoever recounts may do so from a page of their own.
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
    },
  })
}
