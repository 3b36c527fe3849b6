import type { Actor } from '#accounts'
import type { CampaignId, PartialDate, RecordEventId } from '#kernel'

/** Where something is recorded, and who does it. */
export type Acting = { readonly campaign: CampaignId; readonly by: Actor }

/** Why a wish to record something cannot be met. */
export type Refusal =
  /** The campaign has no such recipient, reply, commitment, demand or event. */
  | 'no-such-recipient'
  | 'no-such-demand'
  | 'no-such-reply'
  | 'no-such-commitment'
  | 'no-such-assessment'
  | 'no-such-rubric'
  /** Nobody can know today what happens tomorrow. */
  | 'in-the-future'
  /** This status cannot come after the one before it, or before the one after it. */
  | 'not-allowed-now'
  /** What is said to be somebody's words does not stand where it is said to stand. */
  | 'words-not-found'
  /** There is nothing in it. */
  | 'empty'

/** What came of a wish to record something. */
export type RecordOutcome =
  | { readonly kind: 'recorded'; readonly event: RecordEventId }
  | { readonly kind: 'wrong'; readonly why: Refusal }

/** A refusal as an outcome. */
export const refused = (why: Refusal): { readonly kind: 'wrong'; readonly why: Refusal } => ({ kind: 'wrong', why })

/** When something happened, in the campaign's zone; as exact as it is known. */
export type On = { readonly on: PartialDate }
