import type { CampaignId, SignatureId } from '#kernel'
import type { Vault } from '#platform'
import { openHandle as open } from '#signatures'
import type { SignFields } from './sign-fields.ts'

/** What the page after signing needs to know: all of it travels in its address, sealed, and nothing is looked up by it. */
export type Handle = Noted & { readonly campaign: CampaignId; readonly pending: SignatureId }

/** What of it only pages read. */
export type Noted = {
  /** Slugs of the page that was signed on. */
  readonly place: { readonly campaign: string; readonly letter: string; readonly edition: string }
  /** What was typed, so that a wrong address can be put right without typing the rest again. */
  readonly typed: Pick<
    SignFields,
    'name' | 'email' | 'place' | 'occupation' | 'comment' | 'editions' | 'showsName' | 'hears'
  >
}

/** The note of a form that goes into the handle of its wish. */
export function noteOf({ place, typed }: Noted): string {
  const { name, email, place: town, occupation, comment, editions, showsName, hears } = typed
  const parts: Kept = [
    [place.campaign, place.letter, place.edition],
    [name, email, town, occupation, comment, showsName, hears],
    editions,
  ]
  return JSON.stringify(parts)
}

/** Opens what stands in an address; `undefined` when we did not seal it, or long ago under a key that is gone. */
export function openHandle(vault: Vault, text: string): Handle | undefined {
  const handle = open(vault, text)
  if (!handle) return undefined
  const { campaign, pending, note } = handle
  // Only what we sealed opens, so its shape is ours.
  const [[campaignSlug, letter, edition], [name, email, town, occupation, comment, showsName, hears], editions] =
    JSON.parse(note) as Kept
  return {
    campaign,
    pending,
    place: { campaign: campaignSlug, letter, edition },
    typed: { name, email, place: town, occupation, comment, editions, showsName, hears },
  }
}

type Kept = readonly [
  readonly [campaign: string, letter: string, edition: string],
  readonly [
    name: string,
    email: string,
    town: string,
    occupation: string,
    comment: string,
    showsName: boolean,
    hears: boolean,
  ],
  readonly string[],
]
