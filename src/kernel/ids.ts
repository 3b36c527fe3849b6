/** Names a campaign; a UUID. Leads the key of every table a campaign owns. */
export type CampaignId = string & { readonly __kind: 'CampaignId' }
/** Names a letter of a campaign; a UUID. */
export type LetterId = string & { readonly __kind: 'LetterId' }
/** Names an edition of a letter; a UUID. */
export type EditionId = string & { readonly __kind: 'EditionId' }
/** Names a recipient of a campaign; a UUID. */
export type RecipientId = string & { readonly __kind: 'RecipientId' }
/** Names an organization of a campaign; a UUID. */
export type OrganizationId = string & { readonly __kind: 'OrganizationId' }
/** Names a sign-on: one line of a letter's printed list; a UUID. */
export type SignOnId = string & { readonly __kind: 'SignOnId' }
/** Names a signature, and before it was confirmed the wish to sign; a UUID. */
export type SignatureId = string & { readonly __kind: 'SignatureId' }

/** Names a source: something that can be cited as evidence; a UUID. */
export type SourceId = string & { readonly __kind: 'SourceId' }
/** Names a capture: a source's bytes as they were at a moment; a UUID. */
export type CaptureId = string & { readonly __kind: 'CaptureId' }
/** Names a quotation: a span of a capture's text; a UUID. */
export type QuoteId = string & { readonly __kind: 'QuoteId' }
/** Names a delivery: one dispatch of an edition to its recipient; a UUID. */
export type DeliveryId = string & { readonly __kind: 'DeliveryId' }
/** Names what a recipient wrote; a UUID. */
export type ReplyId = string & { readonly __kind: 'ReplyId' }
/** Names a recipient's promise; a UUID. */
export type CommitmentId = string & { readonly __kind: 'CommitmentId' }
/** Names a dated judgment; a UUID. */
export type AssessmentId = string & { readonly __kind: 'AssessmentId' }
/** Names one change of a campaign's public record; a UUID. */
export type RecordEventId = string & { readonly __kind: 'RecordEventId' }

/** Names an organizer: a person with an account; a UUID. */
export type OrganizerId = string & { readonly __kind: 'OrganizerId' }

/** SHA-256 of a version's canonical text, 64 lower-case hexadecimal digits. */
export type VersionHash = string & { readonly __kind: 'VersionHash' }

/** SHA-256 of a kept file's bytes, 64 lower-case hexadecimal digits. */
export type FileHash = string & { readonly __kind: 'FileHash' }

/** @returns the hash, or `undefined` when the text is not 64 lower-case hexadecimal digits. */
export function parseVersionHash(text: string): VersionHash | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as VersionHash) : undefined
}

/** @returns the hash, or `undefined` when the text is not 64 lower-case hexadecimal digits. */
export function parseFileHash(text: string): FileHash | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as FileHash) : undefined
}

/** What every id is minted from: the current time and random bytes, handed in by platform. */
export type Means = { readonly now: () => Date; readonly random: (bytes: number) => Uint8Array }

const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * A fresh UUID version 7 (RFC 9562 section 5.7): time-ordered, made in the application because
 * PostgreSQL 15 has none.
 */
export function newId<Id extends string>({ now, random }: Means): Id {
  const bytes = random(16)
  const time = now().getTime()
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(time / 2 ** (8 * (5 - i))) & 0xff
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  let hex = ''
  for (const byte of bytes) hex += hexOf[byte] ?? ''
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id
}
