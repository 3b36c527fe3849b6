import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/kit/browser.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { rounds } from '../../test/kit/faults.ts'
import { hostileCampaign, keepable, type HostileCampaign } from '../../test/kit/hostile-campaign.ts'
import { scriptPayloads, type ScriptPayload } from '../../test/kit/script-payloads.ts'
import { watchPages, type AnsweredPage } from '../../test/kit/script-watch.ts'
import { filledIn, post, signingWebOn, vault } from '../../test/kit/signing-web.ts'
import type { CampaignId } from '#kernel'
import { systemMeans } from '#platform'
import { confirmBatch, linkOf } from '#signatures'
import { routes } from './routes.ts'
import { openHandle } from './sealed-handle.ts'

const database = await testDatabase()
const web = signingWebOn(database)
// All of them in every field at once are in script-forms.faults.test.ts; here each is signed with alone.
const payloads = scriptPayloads(rounds(50, 3000))
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => browser?.close())

/** What an address answers, as a browser would get it. */
async function answered(path: string, answer: Response): Promise<AnsweredPage> {
  return { path, body: await answer.text(), headers: answer.headers }
}
const asked = async (path: string): Promise<AnsweredPage> => answered(path, await web.ask(path))

/** Signs with a payload in every field; what is refused is shown again, as it was typed. */
async function signWith(form: string, page: string, { text, number }: ScriptPayload): Promise<readonly AnsweredPage[]> {
  const fields = { show: 'yes', hear: 'yes', email: `a${number}@mail.example` }
  const wrong = await post(
    web,
    form,
    filledIn(page, { ...fields, name: text, place: text, comment: text, email: text }),
  )
  const typed = keepable(text).replaceAll(/[^\P{C}\u200C]/gu, ' ')
  const short = (most: number) => [...typed].slice(0, most).join('')
  const right = { ...fields, name: `A ${short(98)}`, place: short(100), occupation: short(100), comment: typed }
  const sent = await post(web, form, filledIn(page, right))
  const handle = openHandle(vault, sent.headers.get('location')?.slice('/sign/'.length) ?? '')
  const refused = await answered(`${form} refused`, wrong)
  if (!handle) return [refused, await answered(`${form} sent`, sent)]
  const { campaign, pending } = handle
  return [refused, await asked(routes.mine(await confirmed(campaign, pending, typed)))]
}

async function confirmed(
  campaign: CampaignId,
  pending: Parameters<typeof linkOf>[3],
  comment: string,
): Promise<string> {
  return database.transaction(async (tx) => {
    const [outcome] = await confirmBatch(tx, [{ by: 'link', campaign, pending }], vault, systemMeans())
    if (outcome?.kind !== 'confirmed') throw new Error(`not confirmed: ${outcome?.kind}`)
    // As if the organizers had let it through.
    await tx
      .updateTable('signatures_signature')
      .set({ comment_state: 'shown', shown_comment: comment })
      .where('campaign_id', '=', campaign)
      .execute()
    return linkOf(vault, 'signed', campaign, outcome.signature)
  })
}

/** Every kind of page that readers and signers see of a campaign. */
async function publicPages(
  { slug, letter, editions, organizations }: HostileCampaign,
  its: readonly ScriptPayload[],
): Promise<readonly AnsweredPage[]> {
  const [edition = ''] = editions
  const list = routes.signatories(slug, letter)
  const form = routes.sign(slug, letter, edition)
  const empty = await web.page(form)
  const signed: AnsweredPage[] = []
  for (const payload of its) signed.push(...(await signWith(form, empty, payload)))
  const first = await asked(routes.edition(slug, letter, edition))
  const hash = /\/text\/[0-9a-f]{64}/.exec(first.body)?.[0] ?? ''
  const typed = its.map(({ text }) => encodeURIComponent(keepable(text)))
  const paths = [
    ...[routes.campaign(slug), routes.letter(slug, letter), routes.compare(slug, letter), list, form],
    ...[
      hash,
      `${hash}.txt`,
      routes.signatoriesCsv(slug, letter),
      routes.supporters(slug, letter),
      routes.privacy(slug),
    ],
    ...typed.slice(0, 3).flatMap((one) => [`${list}?find=${one}`, `/${one}`, `/c/${one}/${one}`]),
    ...organizations.slice(0, 3).map((one) => routes.organization(slug, one)),
  ]
  return [first, ...signed, ...(await Promise.all(paths.map(asked)))]
}

test('the watch sees: payloads that nobody escapes run, and a policy that refuses them says so', async () => {
  const bare = (body: string, policy?: string): AnsweredPage => ({
    path: body,
    body: `<!doctype html><title>x</title>${body}`,
    headers: new Headers({
      'Content-Type': 'text/html; charset=utf-8',
      ...(policy !== undefined && { 'Content-Security-Policy': policy }),
    }),
  })
  const texts = scriptPayloads(100).map(({ text }) => text)
  const wide = await watchPages(
    browser,
    texts.flatMap((text) => [bare(`<p>${text}`), bare(`<input value="${text}">`)]),
  )
  const ran = new Set(wide.filter(({ what }) => what === 'ran').map(({ detail }) => detail))
  // A third of the families are for readers that are no browsers.
  expect(ran.size).toBeGreaterThan(20)
  for (const what of ['script', 'attribute', 'address', 'element'])
    expect([what, wide.some((one) => one.what === what)]).toEqual([what, true])
  const held = await watchPages(
    browser,
    texts.map((text) => bare(`<p>${text}`, "default-src 'none'")),
  )
  expect(held.filter(({ what }) => what === 'ran')).toEqual([])
  expect(held.filter(({ what }) => what === 'policy').length).toBeGreaterThan(20)
})

test(
  `no script in any field runs on any page that readers and signers see, and the browser has nothing to refuse (${payloads.length} payloads)`,
  async () => {
    let opened = 0
    for (let from = 0; from < payloads.length; from += 25) {
      const its = payloads.slice(from, from + 25)
      const campaign = await hostileCampaign(
        database,
        `payload-${from}`,
        its.map(({ text }) => text),
      )
      const pages = await publicPages(campaign, its)
      const shown = pages.filter(({ headers }) => headers.get('content-type')?.startsWith('text/html'))
      opened += shown.length
      expect(await watchPages(browser, shown)).toEqual([])
      for (const { path, headers } of pages)
        expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff'])
    }
    const last = await Promise.all([routes.home(), routes.sitemap()].map(asked))
    expect(await watchPages(browser, last)).toEqual([])
    expect(opened).toBeGreaterThan(payloads.length * 2)
  },
  rounds(180_000, 3_600_000),
)
