import { wordsFor } from '#kernel'
import type { Tx } from '#platform'
import { addHook, hookSecret, hooksOf, removeHook, resumeHook, type ChangeHookOutcome, type HookId } from '#responses'
import { readSaid } from './desk-frame.ts'
import { hooksPage, hookSecretPage, type HookSaid } from './hook-page.ts'
import { doingCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import type { Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'

type At = InCampaign & { readonly tx: Tx }

/** Which programs are told of what becomes public: an address may hold a secret of theirs, so only who writes sees it. */
export function addHooks(app: Router, organizing: Organizing): void {
  app.get(
    patterns.webhooks,
    showingCampaign(
      organizing,
      async (at, c) => {
        const hooks = await hooksOf(at.tx, at.campaign.id)
        const said = readSaid(wordsFor('en').hooks.said, c.req.query('said'))
        return organizerResponse(organizing, hooksPage({ ...at, hooks, said }))
      },
      'write',
    ),
  )
  app.post(
    patterns.webhooks,
    doingCampaign(organizing, 'write', async (at, posted) => {
      if (posted.get('do') === 'add') return await added(organizing, at, posted.get('url') ?? '')
      return back(at, await changed(organizing, at, posted))
    }),
  )
}

const back = ({ campaign }: InCampaign, said: HookSaid): Response =>
  sendOn(`${routes.webhooks(campaign.slug)}?said=${said}`)

async function added(organizing: Organizing, at: At, url: string): Promise<Response> {
  const campaign = at.campaign.id
  const outcome = await addHook(at.tx, { campaign, by: at.visitor.organizer, url }, organizing.means)
  if (outcome.kind === 'wrong') return back(at, outcome.why)
  const secret = hookSecret(organizing.accounts.vault, { campaign, id: outcome.hook })
  return organizerResponse(organizing, hookSecretPage(at, { url, secret }))
}

async function changed({ means }: Organizing, at: At, posted: URLSearchParams): Promise<HookSaid> {
  const hook = readId<HookId>(posted.get('hook'))
  if (!hook) return 'gone'
  const wish = { campaign: at.campaign.id, by: at.visitor.organizer, hook }
  const said = (outcome: ChangeHookOutcome, done: HookSaid): HookSaid => (outcome === 'done' ? done : outcome)
  return posted.get('do') === 'remove'
    ? said(await removeHook(at.tx, wish, means), 'removed')
    : said(await resumeHook(at.tx, wish, means), 'resumed')
}
