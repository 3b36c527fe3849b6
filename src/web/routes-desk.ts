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
  rules: (campaign: string) => campaignAt(campaign, 'rules'),
  proposals: (campaign: string) => campaignAt(campaign, 'proposals'),
  /** The page of a letter's list, where it is finalized. */
  finalList: (campaign: string, letter: string) => campaignAt(campaign, 'l', letter, 'list'),
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
  rules: `${campaign}/rules`,
  proposals: `${campaign}/proposals`,
} as const

/** Where of these something may be posted. */
export const deskPostable: readonly string[] = [
  deskPatterns.addPasskey,
  deskPatterns.removePasskey,
  deskPatterns.offerPasskey,
  deskPatterns.askPasskey,
  deskPatterns.usePasskey,
  deskPatterns.endSession,
  deskPatterns.rules,
  deskPatterns.proposals,
]
