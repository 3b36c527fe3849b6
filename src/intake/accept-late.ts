import type { acceptProposal as accept } from './accept.ts'
import type { importFolder as keepFolder } from './import-folder.ts'

// Both are loaded late: reading a file needs none of the rooms that keep it, and loading those is half of a short
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
