import type { acceptProposal as accept } from './accept.ts'

/**
 * Keeps a whole proposal as one campaign, in the caller's transaction: all of it or nothing. Letters that share
 * passages or hands become one letter with an edition per recipient; every listed name is kept.
 */
export const acceptProposal: typeof accept = async (...given) =>
  // Loaded late: reading a file needs none of the rooms that keep it, and they are half of a short command's time.
  (await import('./accept.ts')).acceptProposal(...given)
