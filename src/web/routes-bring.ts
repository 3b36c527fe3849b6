import { pathOf } from './path-of.ts'

const at = (campaign: string, ...more: readonly string[]) => pathOf('organize', 'c', campaign, 'import', ...more)

/** Where files of others are brought in, and what was read of them is reviewed. Part of `routes`. */
export const bringRoutes = {
  bringIn: (campaign: string) => at(campaign),
  /** What was read of the files of one case. */
  reading: (campaign: string, proposal: string) => at(campaign, proposal),
  /** One edition of it, beside the file. */
  readingText: (campaign: string, proposal: string, edition: number) => at(campaign, proposal, 'text', String(edition)),
} as const

const campaign = '/organize/c/:campaign/import'

/** The same as patterns. */
export const bringPatterns = {
  bringIn: campaign,
  reading: `${campaign}/:proposal`,
  readingText: `${campaign}/:proposal/text/:edition`,
} as const

/** Where of these something may be posted. */
export const bringPostable: readonly string[] = Object.values(bringPatterns)

/** Where of these files are taken. */
export const bringTakingFiles: readonly string[] = [bringPatterns.bringIn]
