import type { Context } from 'hono'
import { wordsFor } from '#kernel'
import { resend } from '#signatures'
import { refuse, type Router } from './keep.ts'
import { personalResponse, seeOther } from './personal-page.ts'
import { readPosted, refusePosted, saving } from './posted.ts'
import { patterns, routes } from './routes.ts'
import { openHandle } from './sealed-handle.ts'
import { sentPage, type SentFacts } from './sent-page.ts'
import { afterConfirming, pressed, unknownLanguage, type Signing } from './signing-link.ts'

/** The page after the form: it names the inbox, takes the code of the mail, and sends the mail again. */
export function addSent(app: Router, signed: Signing): void {
  app.get(patterns.sent, (c) => showSent(c, signed))
  // Whoever reloads one of these pages gets the page they stand on.
  for (const pattern of [patterns.code, patterns.again])
    app.get(pattern, (c) => seeOther(routes.sent(c.req.param('handle') ?? '')))
  app.post(patterns.code, (c) => confirmByCode(c, signed))
  app.post(patterns.again, (c) => sendAgain(c, signed))
}

/** What a handle in an address says, with its letter; `undefined` when we did not seal it or the letter is gone. */
async function handleOf(
  c: Context,
  { means, signing, letters }: Signing,
): Promise<Omit<SentFacts, 'askedAgain' | 'wrong'> | undefined> {
  const sealed = c.req.param('handle') ?? ''
  const handle = openHandle(signing.vault, sealed)
  const facts = handle && (await letters(handle.place.campaign, handle.place.letter))
  if (!handle || !facts) return undefined
  const { campaign, letter } = facts
  return { campaign, letter, sealed, handle, delaySeconds: signing.mailDelaySeconds(), site: means.site }
}

async function showSent(c: Context, signed: Signing): Promise<Response> {
  const facts = await handleOf(c, signed)
  if (!facts) return refuse(signed.means, 'not-found')
  const askedAgain = c.req.query('again') !== undefined
  return personalResponse(sentPage({ ...facts, askedAgain, wrong: undefined }), signed.means.site)
}

async function confirmByCode(c: Context, signed: Signing): Promise<Response> {
  const { means, signing } = signed
  const posted = await readPosted(c)
  if (!posted) return refusePosted(means)
  const typed = posted.get('code') ?? ''
  const sealed = c.req.param('handle') ?? ''
  const again = {
    action: routes.code(sealed),
    language: unknownLanguage,
    pairs: [['code', typed]] as const,
    shown: [typed],
  }
  return await saving(
    means,
    () => again,
    async () => {
      const facts = await handleOf(c, signed)
      if (!facts) return refuse(means, 'not-found')
      const words = wordsFor(facts.letter.language).signing.errors
      const wrong = (said: string) =>
        personalResponse(sentPage({ ...facts, askedAgain: false, wrong: said }), means.site, { status: 422 })
      // Spaces, a dash in the middle and digits of other scripts' keyboards are what people and programs paste.
      const code = typed.normalize('NFKC').replaceAll(/[\s\p{Cf}\p{Pd}]/gu, '')
      if (!/^\d{6}$/.test(code)) return wrong(words.shortCode)
      const { campaign, pending } = facts.handle
      const outcome = await signing.confirm({ by: 'code', campaign, pending, code })
      if (outcome === 'busy') return outcome
      // Gone is said as wrong is: else whoever typed another's address would learn when its owner confirmed.
      if (outcome.kind === 'wrong-code' || outcome.kind === 'gone') return wrong(words.code)
      return afterConfirming(signed, outcome)
    },
  )
}

async function sendAgain(c: Context, signed: Signing): Promise<Response> {
  const { means, signing } = signed
  const sealed = c.req.param('handle') ?? ''
  const handle = openHandle(signing.vault, sealed)
  if (!handle) return refuse(means, 'not-found')
  return await pressed(signed, routes.again(sealed), async () => {
    await means.database.transaction((tx) => resend(tx, handle.campaign, handle.pending, means))
    signing.wakeMailer()
    return seeOther(`${routes.sent(sealed)}?again=yes`)
  })
}
