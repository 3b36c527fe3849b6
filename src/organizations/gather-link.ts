import type { CampaignId, LetterId, SignOnId } from '#kernel'
import type { Vault } from '#platform'
import type { AskId, HomeId } from './gathered.ts'

/** A link by which an organization may sign on to a letter: a personal invitation, or one that anybody may hand on. */
export type GatherLink = {
  readonly kind: 'ask' | 'open'
  readonly campaign: CampaignId
  readonly letter: LetterId
  /** Of a personal invitation: whom it asks. */
  readonly ask?: AskId
}

/** What a representative's own link names: after a hand-over the link of who came before opens nothing. */
export type SignOnTarget = { readonly campaign: CampaignId; readonly signOn: SignOnId; readonly term: number }

/** What the link for board or counsel names. */
export type HomeTarget = { readonly campaign: CampaignId; readonly home: HomeId }

const macBytes = 16
const idBytes = 16

/** The secret part of a link to sign on: its ids and a mark (128 bits) under a key outside the database. */
export function gatherLinkOf(vault: Vault, { kind, campaign, letter, ask }: GatherLink): string {
  return write(vault, `gather ${kind}`, idsOf(campaign, letter, ...(kind === 'ask' && ask ? [ask] : [])))
}

/** Reads such a link; `undefined` unless we made exactly this text, under a key still valid. */
export function parseGatherLink(vault: Vault, text: string): GatherLink | undefined {
  const ask = read(vault, 'gather ask', text, 3 * idBytes)
  if (ask)
    return {
      kind: 'ask',
      campaign: uuidAt(ask, 0) as CampaignId,
      letter: uuidAt(ask, 1) as LetterId,
      ask: uuidAt(ask, 2) as AskId,
    }
  const open = read(vault, 'gather open', text, 2 * idBytes)
  return open && { kind: 'open', campaign: uuidAt(open, 0) as CampaignId, letter: uuidAt(open, 1) as LetterId }
}

/** The secret part of the link to a representative's own page. */
export function signOnLinkOf(vault: Vault, { campaign, signOn, term }: SignOnTarget): string {
  return write(vault, 'sign-on', Buffer.concat([idsOf(campaign, signOn), Buffer.of(term)]))
}

/** Reads such a link; `undefined` unless we made exactly this text, under a key still valid. */
export function parseSignOnLink(vault: Vault, text: string): SignOnTarget | undefined {
  const bytes = read(vault, 'sign-on', text, 2 * idBytes + 1)
  return (
    bytes && {
      campaign: uuidAt(bytes, 0) as CampaignId,
      signOn: uuidAt(bytes, 1) as SignOnId,
      term: bytes[2 * idBytes] ?? 0,
    }
  )
}

/** The secret part of the link for board or counsel. */
export function homeLinkOf(vault: Vault, { campaign, home }: HomeTarget): string {
  return write(vault, 'sign-on home', idsOf(campaign, home))
}

/** Reads such a link; `undefined` unless we made exactly this text, under a key still valid. */
export function parseHomeLink(vault: Vault, text: string): HomeTarget | undefined {
  const bytes = read(vault, 'sign-on home', text, 2 * idBytes)
  return bytes && { campaign: uuidAt(bytes, 0) as CampaignId, home: uuidAt(bytes, 1) as HomeId }
}

const idsOf = (...ids: readonly string[]): Buffer => Buffer.from(ids.join('').replaceAll('-', ''), 'hex')

function write(vault: Vault, kind: string, ids: Buffer): string {
  const mac = vault.mark('link', kind, ids).subarray(0, macBytes)
  return `${ids.toString('base64url')}.${mac.toString('base64url')}`
}

function read(vault: Vault, kind: string, text: string, length: number): Buffer | undefined {
  const match = /^([\w-]{43,86})\.([\w-]{22})$/.exec(text)
  if (!match) return undefined
  const [, first = '', second = ''] = match
  const ids = Buffer.from(first, 'base64url')
  const mac = Buffer.from(second, 'base64url')
  if (ids.length !== length || mac.length !== macBytes) return undefined
  // Base64url has spare bits at the end: only the one spelling counts, so that a link is one string.
  if (ids.toString('base64url') !== first || mac.toString('base64url') !== second) return undefined
  return vault.holds('link', mac, kind, ids) ? ids : undefined
}

function uuidAt(bytes: Buffer, place: number): string {
  const hex = bytes.toString('hex', place * idBytes, (place + 1) * idBytes)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
