import { peopleOfLetter } from '#publication'
import { findSupporters, formReader, supportersAfter } from '#signatures'
import { addConfirm } from './add-confirm.ts'
import { addMine } from './add-mine.ts'
import { addSent } from './add-sent.ts'
import { addSign } from './add-sign.ts'
import { devMailboxPage, devMailPage } from './dev-mail-page.ts'
import { placeOf, refuse, type Router, type WebMeans } from './keep.ts'
import { isOwnMachine } from './own-machine.ts'
import { answerOnce, htmlParts } from './page-parts.ts'
import { personalResponse } from './personal-page.ts'
import { patterns } from './routes.ts'
import { signLetters, type SignLetters } from './sign-letters.ts'
import type { SigningMeans } from './signing-means.ts'
import { supportersOnPage, supportersPage } from './supporters-page.ts'

/** Every page of signing, on a server that gathers signatures. */
export function addSigning(app: Router, means: WebMeans): void {
  const { signing } = means
  if (!signing) return
  const signed = { means, signing, readToken: formReader(signing.vault), letters: signLetters(means) }
  addSign(app, signed)
  addSent(app, signed)
  addConfirm(app, signed)
  addMine(app, signed)
  addSupporters(app, means, signed.letters)
  addDevMailbox(app, means, signing)
}

function addSupporters(app: Router, means: WebMeans, letters: SignLetters): void {
  app.get(patterns.supporters, async (c) => {
    const place = placeOf(c)
    const facts = await letters(place.campaign, place.letter)
    if (!facts) return refuse(means, 'not-found')
    const { campaign, letter } = facts
    const wanted = (c.req.query('find') ?? '').trim().slice(0, 120)
    const after = /^\d{1,15}$/.test(c.req.query('after') ?? '') ? Number(c.req.query('after')) : undefined
    const { rows, people } = await means.database.read(async (tx) => ({
      rows:
        wanted === ''
          ? await supportersAfter(tx, campaign.id, letter.id, after ?? -1, supportersOnPage + 1)
          : await findSupporters(tx, campaign.id, letter.id, wanted, supportersOnPage),
      people: await peopleOfLetter(tx, campaign.id, letter.slug),
    }))
    const page = supportersPage({
      campaign,
      letter,
      supporters: rows.slice(0, supportersOnPage),
      people,
      after,
      more: rows.length > supportersOnPage,
      wanted,
    })
    return await answerOnce(htmlParts(page, means.site), c.req.raw)
  })
}

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/**
 * The development mailbox: everybody's links stand in it, so it is there only where nobody but the operator can come.
 * A public address or any trace of a proxy means that others can.
 */
function addDevMailbox(app: Router, means: WebMeans, { devMailbox }: SigningMeans): void {
  if (!devMailbox || !isOwnMachine(new URL(means.site.publicUrl))) return
  const isForwarded = (request: Request) => forwardingHeaders.some((name) => request.headers.has(name))
  app.get(patterns.devMail, (c) =>
    isForwarded(c.req.raw)
      ? refuse(means, 'not-found')
      : personalResponse(devMailboxPage(devMailbox.mails()), means.site),
  )
  app.get(patterns.devMailNumber, (c) => {
    const mail = devMailbox.mails().find(({ number }) => String(number) === c.req.param('n'))
    if (!mail || isForwarded(c.req.raw)) return refuse(means, 'not-found')
    return personalResponse(devMailPage(mail, means.site), means.site)
  })
}
