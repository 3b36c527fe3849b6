import { newId, type CampaignId, type LetterId, type Means, type OrganizationId, type SignOnId } from '#kernel'
import { registeredName, type DomainName, type Tx } from '#platform'
import { provesOrganization } from './judge-mail.ts'
import { parseChallenge, type Challenge, type TextHash } from './proof-subject.ts'
import { countOpenChallenges, findChallenges, insertChallenge } from './store-challenge.ts'

/** Names a challenge; a UUID. */
export type ChallengeId = string & { readonly __kind: 'ChallengeId' }

/** For whom evidence speaks: one sign-on, and which of its representatives, counted from 1. */
export type ProvedFor = { readonly signOn: SignOnId; readonly term: number }

/** What is asked of an organization: a proof from its domain that somebody there signs this text. */
export type AskedChallenge = {
  readonly organization: OrganizationId
  readonly letter: LetterId
  /** The organization's own domain, as the organizers know it: never the one the representative names alone. */
  readonly domain: DomainName
  readonly textHash: TextHash
  /** Whose proof it will be; without, it proves for no line of a list. */
  readonly provedFor?: ProvedFor | undefined
}

/** A challenge as it is kept. */
export type KeptChallenge = AskedChallenge & {
  readonly campaign: CampaignId
  readonly id: ChallengeId
  readonly challenge: Challenge
  readonly madeAt: Date
  readonly endsAt: Date
  readonly usedAt: Date | undefined
}

/** What comes of asking for a challenge. */
export type ChallengeOutcome =
  /** @property provesByMail whether mail from the domain can prove anything; DNS and a file always can. */
  | { readonly kind: 'made'; readonly challenge: KeptChallenge; readonly provesByMail: boolean }
  /** The domain is a public suffix: it is nobody's own. */
  | { readonly kind: 'domain-unusable' }
  /** There are enough open ones: those still hold. */
  | { readonly kind: 'too-many' }

/** How long a challenge holds: boards meet, and records in the DNS are made by somebody else. */
const challengeDays = 7
/** Open challenges of one organization on one letter; more would only be a flood. */
const mostOpen = 20

/** Makes a fresh challenge; earlier ones hold on, so that nobody can end them by asking anew. */
export async function makeChallenge(
  tx: Tx,
  campaign: CampaignId,
  asked: AskedChallenge,
  means: Means,
): Promise<ChallengeOutcome> {
  if (registeredName(asked.domain) === undefined) return { kind: 'domain-unusable' }
  const madeAt = means.now()
  if ((await countOpenChallenges(tx, campaign, asked, madeAt)) >= mostOpen) return { kind: 'too-many' }
  const challenge = parseChallenge(Buffer.from(means.random(16)).toString('hex'))
  if (!challenge) return { kind: 'too-many' }
  const kept: KeptChallenge = {
    ...asked,
    campaign,
    id: newId<ChallengeId>(means),
    challenge,
    madeAt,
    endsAt: new Date(madeAt.getTime() + challengeDays * 86_400_000),
    usedAt: undefined,
  }
  await insertChallenge(tx, kept)
  return { kind: 'made', challenge: kept, provesByMail: provesOrganization(asked.domain) }
}

/** The challenge that a proof names, used and ended ones too; `undefined` when we never made it. */
export async function findChallenge(tx: Tx, challenge: Challenge): Promise<KeptChallenge | undefined> {
  const [found] = await findChallenges(tx, challenge)
  return found
}
