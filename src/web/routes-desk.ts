import { pathOf } from './path-of.ts'

const campaignAt = (campaign: string, ...more: readonly string[]) => pathOf('organize', 'c', campaign, ...more)

/** Where organizers look after accounts, rules and signatures. Part of `routes`. */
export const deskRoutes = {
  passkeys: () => '/organize/passkeys',
  addPasskey: () => '/organize/passkeys/add',
  removePasskey: () => '/organize/passkeys/remove',
  /** What a passkey is to be made with, and what one is to sign: answered in JSON. */
  offerPasskey: () => '/organize/passkeys/offer',
  askPasskey: () => '/organize/passkeys/ask',
  usePasskey: () => '/organize/passkeys/use',
  endSession: () => '/organize/account/end-session',
  /** Everybody with an account on this server, for operators. */
  organizers: () => '/organize/organizers',
  inviteOrganizer: () => '/organize/organizers/invite',
  organizer: (organizer: string) => pathOf('organize', 'organizers', organizer),
  rules: (campaign: string) => campaignAt(campaign, 'rules'),
  proposals: (campaign: string) => campaignAt(campaign, 'proposals'),
  /** What the review found and did; one of it; the comments that wait. */
  review: (campaign: string) => campaignAt(campaign, 'review'),
  reviewed: (campaign: string, number: number) => campaignAt(campaign, 'review', String(number)),
  signersComments: (campaign: string) => campaignAt(campaign, 'review', 'comments'),
  /** Where signatures are counted by a condition, struck, and, where two are needed, proposed and approved. */
  invalidate: (campaign: string) => campaignAt(campaign, 'invalidate'),
  strike: (campaign: string) => campaignAt(campaign, 'invalidate', 'strike'),
  plan: (campaign: string, plan: string) => campaignAt(campaign, 'invalidate', 'plan', plan),
} as const

const campaign = '/organize/c/:campaign'

/** The same as patterns. */
export const deskPatterns = {
  passkeys: '/organize/passkeys',
  addPasskey: '/organize/passkeys/add',
  removePasskey: '/organize/passkeys/remove',
  offerPasskey: '/organize/passkeys/offer',
  askPasskey: '/organize/passkeys/ask',
  usePasskey: '/organize/passkeys/use',
  endSession: '/organize/account/end-session',
  organizers: '/organize/organizers',
  inviteOrganizer: '/organize/organizers/invite',
  organizer: '/organize/organizers/:organizer',
  rules: `${campaign}/rules`,
  proposals: `${campaign}/proposals`,
  review: `${campaign}/review`,
  reviewed: `${campaign}/review/:number`,
  signersComments: `${campaign}/review/comments`,
  invalidate: `${campaign}/invalidate`,
  strike: `${campaign}/invalidate/strike`,
  plan: `${campaign}/invalidate/plan/:plan`,
} as const

/** Where of these something may be posted. */
export const deskPostable: readonly string[] = [
  deskPatterns.addPasskey,
  deskPatterns.removePasskey,
  deskPatterns.offerPasskey,
  deskPatterns.askPasskey,
  deskPatterns.usePasskey,
  deskPatterns.endSession,
  deskPatterns.inviteOrganizer,
  deskPatterns.organizer,
  deskPatterns.rules,
  deskPatterns.proposals,
  deskPatterns.reviewed,
  deskPatterns.signersComments,
  deskPatterns.invalidate,
  deskPatterns.strike,
  deskPatterns.plan,
]
