import type {
  CampaignId,
  DeliveryId,
  EditionId,
  FileHash,
  LetterId,
  OrganizerId,
  PartialDate,
  RecipientId,
  VersionHash,
} from '#kernel'
import type { DeliveryStatus } from './status.ts'

/** How a letter goes to its recipient. */
export type DeliveryChannel = 'mail' | 'hand' | 'post' | 'web-form'

/** Who acts: an organizer, or the server's own command line. */
export type By = OrganizerId | 'server'

/** Names a proof; a UUID. */
export type ProofId = string & { readonly __kind: 'ProofId' }

/** One step of what became of it, to one addressee. */
export type StatusStep = {
  readonly from: DeliveryStatus | undefined
  readonly to: DeliveryStatus
  /** The day in the campaign's time zone on which it happened. */
  readonly on: PartialDate
  /** When it was written down. */
  readonly at: Date
  readonly cause: 'person' | 'mail-server' | 'bounce'
  readonly by: By
  /** The mail server's answer as numbers (`550 5.1.1`), or why there was none (`ETIMEDOUT`); never words. */
  readonly code: string | undefined
}

/** One of those to whom it goes. */
export type DeliveryAddressee = {
  /** From 1 on. */
  readonly position: number
  readonly name: string
  readonly post: string | undefined
  readonly status: DeliveryStatus
  /** The first day on which it was taken by a mail server, the post or a site; absent before. */
  readonly sentOn: PartialDate | undefined
  /** Copies of which nobody knows whether the mail server took them; with `sent` it may have come twice. */
  readonly unanswered: number
  /** Oldest first. */
  readonly steps: readonly StatusStep[]
}

/** What proves a delivery, without what is sealed. */
export type DeliveryProof = {
  readonly id: ProofId
  /** Which addressee it speaks of; absent: the delivery as a whole. */
  readonly position: number | undefined
  /** `smtp`: what a mail server said; `bounce`: a mail came back; `file`: a photograph, a receipt; `statement`: an organizer's word. */
  readonly kind: 'smtp' | 'bounce' | 'file' | 'statement'
  readonly on: PartialDate
  readonly at: Date
  readonly by: By
  /** SHA-256 of the file, of the transcript of the session, or of the report that came back. */
  readonly hash: string | undefined
  /** The same of a file, by which it is found. */
  readonly file: FileHash | undefined
  readonly mediaType: string | undefined
  readonly outcome: 'accepted' | 'in-doubt' | 'waits' | 'refused' | undefined
  readonly code: string | undefined
  /** By which the mail server knows the mail. */
  readonly queueId: string | undefined
  /** SHA-256 of the mail as it went out, DKIM signature and all. */
  readonly messageHash: string | undefined
  readonly courierNumber: string | undefined
  readonly note: string | undefined
}

/** One dispatch of a fixed text to its recipient, with everything that became of it; for organizers only. */
export type Delivery = {
  readonly id: DeliveryId
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly edition: EditionId
  readonly version: { readonly number: number; readonly hash: VersionHash }
  readonly recipient: RecipientId
  readonly channel: DeliveryChannel
  /** The file that goes out; absent where only the fact of an earlier delivery is known. */
  readonly pdf: FileHash | undefined
  readonly preparedAt: Date
  readonly preparedBy: By
  /** As far as it got; see `statusOf`. */
  readonly status: DeliveryStatus
  /** Day 0 of every clock; absent while it is not `sent` or `delivered`. */
  readonly sentOn: PartialDate | undefined
  /** The leaf of the campaign's log that says it was sent. */
  readonly leaf: number | undefined
  readonly addressees: readonly DeliveryAddressee[]
  readonly proofs: readonly DeliveryProof[]
}
