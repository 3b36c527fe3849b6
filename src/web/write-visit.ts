import type { Act, Visitor } from '#accounts'
import type { Context } from 'hono'
import { letterDraft, type LetterDraft } from '#letters'
import type { Tx } from '#platform'
import { inCampaign, type InCampaign } from './in-campaign.ts'
import { refuse } from './keep.ts'
import { doing, showing, type Organizing } from './organize-visit.ts'
import type { LetterPlace } from './write-frame.ts'

/** A letter, seen by somebody who works on its campaign. */
export type InLetter = InCampaign & {
  readonly tx: Tx
  readonly draft: LetterDraft
  /** What its pages stand on. */
  readonly place: LetterPlace
}

type Asked = { readonly tx: Tx; readonly visitor: Visitor; readonly act: Act }

/** Does something with the letter that an address names, for whoever has a role in its campaign that allows it. */
async function inLetter(
  c: Context,
  organizing: Organizing,
  { tx, visitor, act }: Asked,
  work: (at: InLetter) => Promise<Response>,
): Promise<Response> {
  return await inCampaign(c, organizing, { tx, visitor, act }, async (at) => {
    const draft = await letterDraft(tx, at.campaign.id, { slug: c.req.param('letter') ?? '' }, organizing.means)
    if (!draft) return refuse(organizing.means, 'not-found')
    const place = { visitor, campaign: at.campaign, letter: draft.letter, firstEdition: draft.editions[0]?.slug }
    return await work({ ...at, tx, draft, place })
  })
}

/** Shows a page of a letter to everybody who may read drafts in its campaign, or whose role allows `act`. */
export const showingLetter =
  (organizing: Organizing, work: (at: InLetter, c: Context) => Promise<Response>, act: Act = 'read') =>
  (c: Context): Promise<Response> =>
    showing(c, organizing, (tx, visitor) => inLetter(c, organizing, { tx, visitor, act }, (at) => work(at, c)))

/** Does something with a letter that was posted, for whoever has a role that allows it. */
export const doingLetter =
  (organizing: Organizing, act: Act, work: (at: InLetter, posted: URLSearchParams, c: Context) => Promise<Response>) =>
  (c: Context): Promise<Response> =>
    doing(c, organizing, (tx, visitor, posted) =>
      inLetter(c, organizing, { tx, visitor, act }, (at) => work(at, posted, c)),
    )
