import type { acceptProposal as accept } from './accept.ts'
import type { acceptReview as acceptReviewed } from './accept-review.ts'
import type { importFolder as keepFolder } from './import-folder.ts'
import type * as kept from './proposals.ts'
import type * as store from './store-proposal.ts'

// All are loaded late: reading a file needs none of the rooms that keep it, and loading those is half of a short
// command's time.

/**
 * Keeps a whole proposal as one campaign, in the caller's transaction: all of it or nothing. Letters that share
 * passages or hands become one letter with an edition per recipient; every listed name is kept.
 */
export const acceptProposal: typeof accept = async (...given) => (await import('./accept.ts')).acceptProposal(...given)

/**
 * Keeps a campaign folder's files as one campaign, in the caller's transaction: all of it or nothing.
 * What is wrong with the files comes back as sentences.
 */
export const importFolder: typeof keepFolder = async (...given) =>
  (await import('./import-folder.ts')).importFolder(...given)

const verbs = async () => await import('./proposals.ts')
const rows = async () => await import('./store-proposal.ts')

/** Accepts what was read, in the caller's transaction: all of it or nothing, and nothing while a name is open. */
export const acceptReview: typeof acceptReviewed = async (...given) =>
  (await import('./accept-review.ts')).acceptReview(...given)

/** Keeps what was read until somebody accepts or drops it. `letter`: whose list it shall join. */
export const keepProposal: typeof kept.keepProposal = async (...given) => (await verbs()).keepProposal(...given)

/** Writes down what somebody decided about a proposal that waits. */
export const decide: typeof kept.decide = async (...given) => (await verbs()).decide(...given)

/** Takes the last decision back, if there is one. */
export const takeBack: typeof kept.takeBack = async (...given) => (await verbs()).takeBack(...given)

/** Forgets what was read. What was accepted of it stays. */
export const dropProposal: typeof kept.dropProposal = async (...given) => (await verbs()).dropProposal(...given)

/** Gives a name that was merged a line of its own: another body, or another person, of the same name. */
export const unmerge: typeof kept.unmerge = async (...given) => (await verbs()).unmerge(...given)

/** Forgets what was read long enough ago, a batch at most: call it hourly, and again while there is `more`. */
export const keepProposals: typeof kept.keepProposals = async (...given) => (await verbs()).keepProposals(...given)

/** What was read, with what was decided about it. */
export const proposalRow: typeof store.proposalRow = async (...given) => (await rows()).proposalRow(...given)

/** What was read for a campaign and waits or was accepted, the newest first, without its words. */
export const proposalRows: typeof store.proposalRows = async (...given) => (await rows()).proposalRows(...given)
