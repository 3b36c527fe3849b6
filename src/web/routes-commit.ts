import { pathOf } from './path-of.ts'

const at = (campaign: string, ...more: readonly string[]) => pathOf('organize', 'c', campaign, ...more)

/** Where organizers keep demands, commitments, assessments and the record. Part of `routes`. */
export const commitRoutes = {
  demands: (campaign: string) => at(campaign, 'demands'),
  newDemand: (campaign: string) => at(campaign, 'demands', 'new'),
  commitments: (campaign: string) => at(campaign, 'commitments'),
  newCommitment: (campaign: string) => at(campaign, 'commitments', 'new'),
  commitment: (campaign: string, commitment: string) => at(campaign, 'commitments', commitment),
  reviseCommitment: (campaign: string, commitment: string) => at(campaign, 'commitments', commitment, 'revise'),
  linkDemand: (campaign: string, commitment: string) => at(campaign, 'commitments', commitment, 'demands'),
  characterize: (campaign: string, commitment: string) => at(campaign, 'commitments', commitment, 'wordings'),
} as const

const base = '/organize/c/:campaign'

/** The same as patterns. */
export const commitPatterns = {
  demands: `${base}/demands`,
  newDemand: `${base}/demands/new`,
  commitments: `${base}/commitments`,
  newCommitment: `${base}/commitments/new`,
  commitment: `${base}/commitments/:commitment`,
  reviseCommitment: `${base}/commitments/:commitment/revise`,
  linkDemand: `${base}/commitments/:commitment/demands`,
  characterize: `${base}/commitments/:commitment/wordings`,
} as const

/** Where of these something may be posted. */
export const commitPostable: readonly string[] = [
  commitPatterns.newDemand,
  commitPatterns.newCommitment,
  commitPatterns.reviseCommitment,
  commitPatterns.linkDemand,
  commitPatterns.characterize,
]
