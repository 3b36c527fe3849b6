import { pathOf } from './path-of.ts'

const at = (campaign: string, ...more: readonly string[]) => pathOf('organize', 'c', campaign, ...more)

/** Where organizers judge, and take entries of the record down. Part of `routes`. */
export const assessRoutes = {
  assessments: (campaign: string) => at(campaign, 'assessments'),
  newAssessment: (campaign: string) => at(campaign, 'assessments', 'new'),
  rubrics: (campaign: string) => at(campaign, 'assessments', 'rubrics'),
  assessment: (campaign: string, assessment: string) => at(campaign, 'assessments', assessment),
  recordEntries: (campaign: string) => at(campaign, 'record'),
  recordEntry: (campaign: string, event: string) => at(campaign, 'record', event),
} as const

const base = '/organize/c/:campaign'

/** The same as patterns. */
export const assessPatterns = {
  assessments: `${base}/assessments`,
  newAssessment: `${base}/assessments/new`,
  rubrics: `${base}/assessments/rubrics`,
  assessment: `${base}/assessments/:assessment`,
  recordEntries: `${base}/record`,
  recordEntry: `${base}/record/:event`,
} as const

/** Where of these something may be posted. */
export const assessPostable: readonly string[] = [
  assessPatterns.newAssessment,
  assessPatterns.rubrics,
  assessPatterns.assessment,
  assessPatterns.recordEntry,
]
