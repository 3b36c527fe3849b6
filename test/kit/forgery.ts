import type { ExpectedMail, MailRefusal } from '../../src/organizations/index.ts'
import type { DnsAsk, MailEnvelope } from '../../src/platform/index.ts'
import type { ProofCase } from './proof-mail.ts'
import { dnsOf, keyRecords, signerMaker, signMail, type Signer } from './signed-mail.ts'

/** A forged mail (bytes as latin1), and the world it arrives in. */
export type Forged = {
  readonly mail: string
  readonly ask: DnsAsk
  readonly now?: Date
  readonly expected?: ExpectedMail
  readonly envelope?: MailEnvelope
}

/** One way to forge, and why it has to be refused. */
export type Forgery = {
  readonly name: string
  readonly because: MailRefusal
  readonly forge: (one: ProofCase) => Promise<Forged>
}

/** Makes keys for whoever forges. */
export const signerOf = signerMaker()

/** The forger's own domain, which is in order in every respect. */
export const evil = (): Signer => signerOf('evil-press.net')

/** The key of the organization itself: for old mails of its own, and for signatures that it made carelessly. */
const ownSigner = ({ dice, domain }: ProofCase): Signer => signerOf(domain, dice.chance(0.5) ? 'ed25519' : 2048)

const canons = ['relaxed/relaxed', 'relaxed/simple', 'simple/simple', 'simple/relaxed'] as const

/** The genuine mail of a case, signed by the organization, with the DNS that knows all keys. */
export async function genuine(
  one: ProofCase,
  mail: string = one.mail(),
  options: Parameters<typeof signMail>[2] = {},
): Promise<{ readonly mail: string; readonly ask: DnsAsk }> {
  const by = ownSigner(one)
  const canonicalization = one.dice.pick(canons)
  const signed = await signMail(mail, by, { canonicalization, signTime: one.now, ...options })
  return { mail: bytes(signed), ask: dnsOf(keyRecords(by, evil())) }
}

/** A mail that somebody else signed well. */
export async function signedBy(by: Signer, one: ProofCase, mail: string): Promise<Forged> {
  const signed = await signMail(mail, by, { signTime: one.now, canonicalization: one.dice.pick(canons) })
  return { mail: bytes(signed), ask: dnsOf(keyRecords(by, ownSigner(one))) }
}

/** The octets of a mail, one a character, so that forgeries may hold any. */
export const bytes = (mail: string): string => Buffer.from(mail).toString('latin1')
