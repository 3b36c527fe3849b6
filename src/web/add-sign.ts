import type { Context } from 'hono'
import { parseVersionHash } from '#kernel'
import type { PublicEdition } from '#letters'
import { answerFrom, clientAddress, pageShelf } from '#platform'
import {
  makeFormToken,
  signingLetter,
  slotSeconds,
  type FormTraits,
  type PostedForm,
  type SigningLetter,
} from '#signatures'
import type { EarlierText } from './compared-text.ts'
import { earlierText } from './earlier-text.ts'
import { everything, placeOf, refuse, type Router } from './keep.ts'
import { meantAddress } from './mail-suggestion.ts'
import { htmlParts } from './page-parts.ts'
import { seeOther } from './personal-page.ts'
import { answerPage, readPosted, refusePosted, saving } from './posted.ts'
import { readWish } from './read-wish.ts'
import { patterns, routes } from './routes.ts'
import { isCrossSite } from './same-site.ts'
import { textMaker } from './sign-facts.ts'
import type { ShownLetter } from './sign-letters.ts'
import { noteOf, openHandle } from './sealed-handle.ts'
import { pairsOf, readSignFields, type SignFields } from './sign-fields.ts'
import { changedTextPage, closedPage, signPage, wrongFormPage } from './sign-page.ts'
import type { Signing } from './signing-link.ts'
import type { SigningMeans } from './signing-means.ts'

type Place = ReturnType<typeof placeOf>

// Forms of one slot of the clock are the same for everybody; those of earlier slots leave by themselves.
const formBytes = 8 * 1024 * 1024

/** The page on which a letter is read and signed. */
export function addSign(app: Router, signed: Signing): void {
  const { means, signing, letters } = signed
  const forms = pageShelf(formBytes)
  app.get(patterns.sign, async (c) => {
    const place = placeOf(c)
    const from = c.req.query('from')
    if (from !== undefined) return await changeForm(c, signed, from)
    const at = means.now()
    const slot = Math.floor(at.getTime() / 1000 / slotSeconds)
    const path = routes.sign(place.campaign, place.letter, place.edition)
    const page = await forms.keep(`${path} ${slot}`, { text: everything }, async () => {
      const facts = await letters(place.campaign, place.letter)
      const edition = facts?.editions.find(({ slug }) => slug === place.edition)
      if (!facts || !edition) return undefined
      const shown = facts.isOpen ? signPage(facts, edition, tokenFor(signing, facts, at)) : closedPage(facts, edition)
      return htmlParts(shown, means.site)
    })
    return page ? answerFrom(page, c.req.raw) : refuse(means, 'not-found')
  })
  app.post(patterns.sign, async (c) => {
    const posted = await readPosted(c)
    return posted ? await sign(c, signed, readSignFields(posted)) : refusePosted(means)
  })
}

const letterKey = ({ campaign, letter }: SigningLetter): string => `${campaign.id}/${letter.id}`

const tokenFor = ({ vault }: SigningMeans, facts: SigningLetter, at: Date): string =>
  makeFormToken(vault, at, letterKey(facts))

/** The form again, with what was typed before: from the page after it, to put a wrong address right. */
async function changeForm(c: Context, { means, signing, letters }: Signing, sealed: string): Promise<Response> {
  const place = placeOf(c)
  const handle = openHandle(signing.vault, sealed)
  const facts = handle && (await letters(place.campaign, place.letter))
  const edition = facts?.editions.find(({ slug }) => slug === place.edition)
  // Sealed long ago, under a key that is gone: an empty form is better than none.
  if (!handle) return seeOther(routes.sign(place.campaign, place.letter, place.edition))
  if (!facts || !edition) return refuse(means, 'not-found')
  const email =
    c.req.query('meant') === 'yes' ? (meantAddress(handle.typed.email) ?? handle.typed.email) : handle.typed.email
  // Consent is given anew with every form.
  const page = signPage(facts, edition, tokenFor(signing, facts, means.now()), { ...handle.typed, email })
  return answerPage(page, means.site, 200)
}

async function sign(c: Context, signed: Signing, fields: SignFields): Promise<Response> {
  const { means, letters } = signed
  const place = placeOf(c)
  const action = routes.sign(place.campaign, place.letter, place.edition)
  const again = () => ({
    action,
    language: 'en',
    pairs: pairsOf(fields),
    shown: [fields.name, fields.email, fields.comment],
  })
  return await saving(means, again, async () => {
    const facts = await letters(place.campaign, place.letter)
    const edition = facts?.editions.find(({ slug }) => slug === place.edition)
    if (!facts || !edition) return refuse(means, 'not-found')
    const read = readWish(facts, fields)
    switch (read.kind) {
      case 'wrong':
        return answerPage(wrongFormPage(facts, edition, fields, read.errors), means.site, 422)
      case 'unread':
        return await changedText(signed, place, fields)
      case 'read':
        return await keepWish(c, signed, { place, facts, edition, fields, wish: read.wish })
      default:
        return read satisfies never
    }
  })
}

type Reading = {
  readonly place: Place
  readonly facts: ShownLetter
  readonly edition: PublicEdition
  readonly fields: SignFields
  readonly wish: PostedForm['wish']
}

async function keepWish(c: Context, signed: Signing, reading: Reading): Promise<Response | 'busy'> {
  const { means, signing } = signed
  const { place, facts, edition, fields, wish } = reading
  const note = noteOf({ place, typed: fields })
  const outcome = await signing.wish({ wish, traits: traitsOf(c, signed, reading), note })
  if (outcome === 'busy') return outcome
  switch (outcome.kind) {
    // New or known, the answer is the same: a stranger must not learn who has signed.
    case 'asked-to-confirm':
      return seeOther(routes.sent(outcome.handle))
    case 'text-changed':
      return await changedText(signed, place, fields)
    case 'closed':
      return answerPage(closedPage(facts, edition), means.site, 410)
    default:
      return outcome satisfies never
  }
}

function traitsOf(c: Context, { means, readToken }: Signing, { facts, fields, wish }: Reading): FormTraits {
  const forwarded = c.req.header('x-forwarded-for')
  return {
    address: clientAddress(c.env.remoteAddress, forwarded, means.trustedProxies),
    email: wish.email,
    name: wish.name,
    opening: readToken(means.now(), letterKey(facts), fields.token),
    honeypot: fields.trapped,
    crossSite: isCrossSite(c.req.raw, means.site.publicUrl),
  }
}

/** What changed while the form stood open, read anew: what we kept of the letter may be as old as the form. */
async function changedText({ means }: Signing, place: Place, fields: SignFields): Promise<Response> {
  const found = await means.database.read(async (tx) => {
    const facts = await signingLetter(tx, place.campaign, place.letter, means.now())
    const stale = facts?.editions.filter(
      ({ slug, version }) => fields.editions.includes(slug) && fields.read.get(slug) !== version.hash,
    )
    const changed: EarlierText[] = []
    for (const edition of stale ?? []) {
      changed.push(await earlierText(tx, edition, parseVersionHash(fields.read.get(edition.slug) ?? ''), means.now()))
    }
    return facts && { facts, changed }
  })
  const edition = found?.facts.editions.find(({ slug }) => slug === place.edition)
  if (!found || !edition) return refuse(means, 'not-found')
  return answerPage(
    changedTextPage({ ...found.facts, textOf: textMaker() }, edition, fields, found.changed),
    means.site,
    409,
  )
}
