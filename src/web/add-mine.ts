import type { Context } from 'hono'
import { wordsFor } from '#kernel'
import {
  copyOfData,
  erase,
  mySignature,
  receiptOfSignature,
  setShown,
  signingLetter,
  stopHearing,
  withdraw,
  type LinkTarget,
  type MySignature,
} from '#signatures'
import type { Tx } from '#platform'
import { fileHeaders } from './headers.ts'
import type { Router } from './keep.ts'
import { erasePage, mySignaturePage, withdrawPage } from './my-signature-page.ts'
import { personalHeaders, personalResponse, seeOther } from './personal-page.ts'
import { readPosted, refusePosted } from './posted.ts'
import { patterns, routes } from './routes.ts'
import { linkIn, mineOf, pressed, say, unknownLanguage, withLink, type Signing } from './signing-link.ts'
import { backupDays } from './signing-means.ts'

/** The page of one's own signature, and every way to change one's mind. */
export function addMine(app: Router, signed: Signing): void {
  const { means, signing } = signed
  const { vault } = signing
  const receipts = { vault, policyFor: (origin: string) => means.log?.facts(origin).receiptPolicy }
  const mine = (c: Context, show: (signature: MySignature, target: LinkTarget, tx: Tx) => Promise<Response>) =>
    withLink(c, signed, 'signed', (target) =>
      means.database.read(async (tx) => {
        const signature = await mySignature(tx, target.campaign, target.id, vault)
        return signature ? await show(signature, target, tx) : gone(signed)
      }),
    )
  app.get(patterns.mine, (c) =>
    mine(c, async (signature, { campaign, id }, tx) => {
      const receipt = await receiptOfSignature(tx, campaign, id, receipts)
      const receiptReady = receipt?.kind === 'receipt'
      return personalResponse(mySignaturePage({ link: linkIn(c), signature, receiptReady }), means.site)
    }),
  )
  app.get(patterns.withdraw, (c) =>
    mine(c, async (signature) => personalResponse(withdrawPage(linkIn(c), signature), means.site)),
  )
  app.get(patterns.erase, (c) =>
    mine(c, async (signature, _target, tx) => {
      const letter = await signingLetter(tx, signature.letter.campaignSlug, signature.letter.slug, means.now())
      const isOpen = letter?.isOpen === true
      return personalResponse(erasePage(linkIn(c), signature, { isOpen, backupDays }), means.site)
    }),
  )
  for (const pattern of [patterns.shown, patterns.hearing]) app.get(pattern, (c) => seeOther(routes.mine(linkIn(c))))
  app.get(patterns.data, (c) =>
    mine(c, async (_signature, { campaign, id }, tx) =>
      file(
        JSON.stringify(await copyOfData(tx, campaign, id, vault), undefined, 2),
        'application/json',
        'my-signature.json',
      ),
    ),
  )
  app.get(patterns.receipt, (c) =>
    mine(c, async (_signature, { campaign, id }, tx) => {
      const receipt = await receiptOfSignature(tx, campaign, id, receipts)
      if (receipt?.kind === 'receipt') return file(receipt.text, 'text/plain', 'receipt.tlog-proof')
      return seeOther(routes.mine(linkIn(c)))
    }),
  )
  addChanges(app, signed)
}

function addChanges(app: Router, signed: Signing): void {
  const { means, signing } = signed
  const change = (pattern: string, work: (tx: Tx, target: LinkTarget, posted: URLSearchParams) => Promise<unknown>) =>
    app.post(pattern, (c) =>
      withLink(c, signed, 'signed', async (target) => {
        const posted = await readPosted(c)
        if (!posted) return refusePosted(means)
        return await pressed(signed, new URL(c.req.url).pathname, async () => {
          await means.database.transaction((tx) => work(tx, target, posted))
          return seeOther(mineOf(signed, target.campaign, target.id))
        })
      }),
    )
  change(patterns.shown, (tx, { campaign, id }, posted) =>
    setShown(tx, campaign, id, posted.get('show') === 'yes', signing.vault),
  )
  change(patterns.hearing, (tx, { campaign, id }) => stopHearing(tx, campaign, id))
  change(patterns.withdraw, (tx, { campaign, id }) => withdraw(tx, campaign, id, means))
  app.post(patterns.erase, (c) =>
    withLink(c, signed, 'signed', (target) =>
      pressed(signed, routes.erase(linkIn(c)), async () => {
        await means.database.transaction((tx) => erase(tx, target.campaign, target.id, means))
        const words = wordsFor(unknownLanguage).signing.mine
        return say(signed, 200, { title: words.erasedHeading, lead: words.erased })
      }),
    ),
  )
}

function file(body: string, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      ...personalHeaders,
      ...fileHeaders,
      'Cache-Control': 'no-store',
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${name}"`,
    },
  })
}

function gone(signed: Signing): Response {
  const words = wordsFor(unknownLanguage).signing.mine
  return say(signed, 410, { title: words.goneTitle, lead: words.gone })
}
