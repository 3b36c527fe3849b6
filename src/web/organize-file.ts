import type { Context } from 'hono'
import { sessionOf } from '#accounts'
import type { Tx } from '#platform'
import { fileHeaders, pageFileHeaders } from './headers.ts'
import { findInCampaign, type InCampaign } from './in-campaign.ts'
import { refuse } from './keep.ts'
import { sendOn, tokenIn, type Organizing } from './organize-visit.ts'
import { routes } from './routes.ts'

/** A file that is made for one organizer. */
export type OrganizerFile = { readonly contentType: string; readonly body: Uint8Array | string; readonly name: string }

/**
 * Makes a file of a campaign for whoever works on it. What it is made of is read first and then drawn: a slow drawing never holds a
 * database connection. Kept by nobody on the way.
 */
export const showingFile =
  <Facts>(
    organizing: Organizing,
    read: (at: InCampaign & { readonly tx: Tx }, c: Context) => Promise<Facts | undefined>,
    draw: (facts: Facts) => Promise<OrganizerFile>,
  ) =>
  async (c: Context): Promise<Response> => {
    const { means, accounts } = organizing
    const found = await means.database.read(async (tx) => {
      const visitor = await sessionOf(tx, accounts.vault, tokenIn(c, organizing), means)
      const at = visitor && (await findInCampaign(tx, visitor, c.req.param('campaign') ?? ''))
      return { visitor, facts: at && (await read({ ...at, tx }, c)) }
    })
    if (!found.visitor) return sendOn(routes.organize())
    if (found.facts === undefined) return refuse(means, 'not-found')
    return fileResponse(await draw(found.facts))
  }

function fileResponse({ contentType, body, name }: OrganizerFile): Response {
  const styles = typeof body === 'string' ? /<style>([^]*?)<\/style>/.exec(body)?.[1] : undefined
  return new Response(typeof body === 'string' ? body : Buffer.from(body), {
    headers: {
      ...fileHeaders,
      ...(contentType.startsWith('text/html') && pageFileHeaders(styles ?? '')),
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex, nofollow',
      'Content-Type': contentType,
      'Content-Disposition': `inline; filename="${name}"`,
    },
  })
}
