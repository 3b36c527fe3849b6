import type { CampaignId, SignatureId } from '#kernel'
import type { Vault } from '#platform'
import type { SignFields } from './sign-fields.ts'

/** What the page after signing needs to know: all of it travels in its address, sealed, and nothing is looked up by it. */
export type Handle = {
  readonly campaign: CampaignId
  readonly pending: SignatureId
  /** Slugs of the page that was signed on. */
  readonly place: { readonly campaign: string; readonly letter: string; readonly edition: string }
  /** What was typed, so that a wrong address can be put right without typing the rest again. */
  readonly typed: Pick<
    SignFields,
    'name' | 'email' | 'place' | 'occupation' | 'comment' | 'editions' | 'showsName' | 'hears'
  >
}

const bound = 'web sign handle 1'

/** A handle as it stands in an address. Two handles of the same content differ, and have the same length. */
export function sealHandle(vault: Vault, { campaign, pending, place, typed }: Handle): string {
  const { name, email, place: town, occupation, comment, editions, showsName, hears } = typed
  const parts = [
    [campaign, pending, place.campaign, place.letter, place.edition],
    [name, email, town, occupation, comment, showsName, hears],
    editions,
  ]
  // Not compressed: its length tells how much was typed, and nothing else.
  return vault.seal(JSON.stringify(parts), bound).toString('base64url')
}

/** Opens what stands in an address; `undefined` when we did not seal it, or long ago under a key that is gone. */
export function openHandle(vault: Vault, text: string): Handle | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined
  const opened = vault.open(Buffer.from(text, 'base64url'), bound)
  if (opened === undefined) return undefined
  // Only what we sealed opens, so its shape is ours.
  const [[campaign, pending, ...slugs], [name, email, town, occupation, comment, showsName, hears], editions] =
    JSON.parse(opened) as Sealed
  const [campaignSlug, letter, edition] = slugs
  return {
    campaign,
    pending,
    place: { campaign: campaignSlug, letter, edition },
    typed: { name, email, place: town, occupation, comment, editions, showsName, hears },
  }
}

type Sealed = readonly [
  readonly [campaign: CampaignId, pending: SignatureId, campaignSlug: string, letter: string, edition: string],
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
