import { fold, type CampaignId } from '#kernel'
import { networksOf } from '#platform'
import { registrableDomain } from './mail-domain.ts'
import { inboxShape, initialsOf, looksDrawn, nameShape } from './shapes.ts'

/** Marks under the purpose `network`: what signals need of the vault. */
export type SignalMarks = { readonly mark: (purpose: 'network', ...parts: readonly string[]) => Uint8Array }

/**
 * What the review may look at: marks under a key outside the database (hexadecimal), which tell equal from unequal and
 * nothing else, and how the form was handled. No IP address, mail address or name is in it or can be computed from it.
 */
export type Signals = {
  /** IPv6 /64; for IPv4 the same as `near`. */
  readonly close: string
  /** IPv4 /24 or IPv6 /48. */
  readonly near: string
  /** IPv4 /16 or IPv6 /32. */
  readonly wide: string
  /** The registrable domain of the address. */
  readonly domain: string
  /** How the name is built ({@link nameShape}). */
  readonly shape: string
  /** How the address is built before the @, a class of one byte. */
  readonly inbox: number
  /** Which part of the alphabet the name's first and last word begin in, a class of one byte: for order of arrival. */
  readonly initials: number
  /** The name looks drawn by lot: digits, or consonants as no language has them. */
  readonly drawn: boolean
  /** Seconds between opening and sending, at most 65,535; 0 without a token. */
  readonly age: number
  /** A field was filled that no person sees. */
  readonly honeypot: boolean
  /** The form came without a token of ours. */
  readonly noToken: boolean
  /** The form was opened more than a day before. */
  readonly stale: boolean
  /** The browser said that another site sent the form. */
  readonly crossSite: boolean
}

/** What a form shows of who sent it; gone after {@link signalsOf}. */
export type FormTraits = {
  /** The client's IP address, counted through trusted proxies. */
  readonly address: string
  /** As typed; only its shape and its domain are looked at. */
  readonly email: string
  readonly name: string
  readonly opening: { readonly kind: 'opened'; readonly seconds: number } | { readonly kind: 'stale' | 'none' }
  readonly honeypot: boolean
  readonly crossSite: boolean
}

/** The signals of a form. Marks differ between campaigns, so that nobody can be followed from one to another. */
export function signalsOf(traits: FormTraits, vault: SignalMarks, campaign: CampaignId): Signals {
  const { opening, email, name } = traits
  const at = email.lastIndexOf('@')
  const folded = fold(name)
  return {
    ...networkMarks(vault, campaign, traits.address),
    domain: domainMark(vault, campaign, email.slice(at + 1)),
    shape: shapeMark(vault, campaign, name, folded),
    inbox: inboxShape(email.slice(0, Math.max(at, 0)), name, folded),
    initials: initialsOf(name, folded),
    drawn: looksDrawn(name, folded),
    age: opening.kind === 'opened' ? Math.min(opening.seconds, 0xffff) : 0,
    honeypot: traits.honeypot,
    noToken: opening.kind === 'none',
    stale: opening.kind === 'stale',
    crossSite: traits.crossSite,
  }
}

// More than there are shapes of names, and the mail hosts and networks of nearly everybody in a rush.
const rememberedAtMost = 4096

/** The same marks, made once for all who share them. What they are made of stays in memory until so many are there. */
export function rememberMarks(vault: SignalMarks): SignalMarks {
  const made = new Map<string, Uint8Array>()
  return {
    mark: (purpose, ...parts) => {
      const key = parts.join('\n')
      const there = made.get(key)
      if (there) return there
      const mark = vault.mark(purpose, ...parts)
      if (made.size >= rememberedAtMost) made.clear()
      made.set(key, mark)
      return mark
    },
  }
}

const hexOf = (mark: Uint8Array, bytes: number): string => Buffer.from(mark.subarray(0, bytes)).toString('hex')

/** The marks of an address's networks, for signals and for a condition that names an address. */
export function networkMarks(
  vault: SignalMarks,
  campaign: CampaignId,
  address: string,
): Pick<Signals, 'close' | 'near' | 'wide'> {
  const { close, near, wide } = networksOf(address)
  const marked = (network: string, bytes: number): string =>
    hexOf(vault.mark('network', campaign, 'network', network), bytes)
  const nearMark = marked(near, 8)
  return { close: close === near ? nearMark : marked(close, 8), near: nearMark, wide: marked(wide, 2) }
}

/** The mark of a mail host's registrable domain. */
export function domainMark(vault: SignalMarks, campaign: CampaignId, host: string): string {
  return hexOf(vault.mark('network', campaign, 'domain', registrableDomain(host)), 8)
}

/** The mark of a name's shape. */
export function shapeMark(vault: SignalMarks, campaign: CampaignId, name: string, folded?: string): string {
  return hexOf(vault.mark('network', campaign, 'shape', nameShape(name, folded)), 8)
}

/** Bytes of packed signals. */
export const signalBytes = 40
const layout = 1

/** Packs signals as the database keeps them: {@link signalBytes} bytes. */
export function packSignals(signals: Signals): Buffer {
  const { near, close, domain, shape, wide } = signals
  const bytes = Buffer.alloc(signalBytes)
  bytes.write(near + close + domain + shape, 0, 'hex')
  bytes.writeUInt16BE(signals.age, 32)
  bytes[34] =
    (signals.honeypot ? 1 : 0) |
    (signals.noToken ? 2 : 0) |
    (signals.stale ? 4 : 0) |
    (signals.crossSite ? 8 : 0) |
    (signals.drawn ? 16 : 0)
  bytes[35] = signals.inbox
  bytes.write(wide, 36, 'hex')
  bytes[38] = signals.initials
  bytes[39] = layout
  return bytes
}

/** Unpacks signals; `undefined` for anything that {@link packSignals} did not write. */
export function parseSignals(packed: Uint8Array): Signals | undefined {
  if (packed.length !== signalBytes || packed[39] !== layout) return undefined
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.length)
  const flags = bytes.readUInt8(34)
  return {
    near: bytes.toString('hex', 0, 8),
    close: bytes.toString('hex', 8, 16),
    domain: bytes.toString('hex', 16, 24),
    shape: bytes.toString('hex', 24, 32),
    wide: bytes.toString('hex', 36, 38),
    age: bytes.readUInt16BE(32),
    inbox: bytes.readUInt8(35),
    initials: bytes.readUInt8(38),
    drawn: (flags & 16) !== 0,
    honeypot: (flags & 1) !== 0,
    noToken: (flags & 2) !== 0,
    stale: (flags & 4) !== 0,
    crossSite: (flags & 8) !== 0,
  }
}
