import { pathOf } from './path-of.ts'

/** Where organizers say which programs are told of what becomes public. Part of `routes`. */
export const hookRoutes = {
  webhooks: (campaign: string) => pathOf('organize', 'c', campaign, 'webhooks'),
} as const

/** The same as patterns. */
export const hookPatterns = { webhooks: '/organize/c/:campaign/webhooks' } as const

/** Where of these something may be posted. */
export const hookPostable: readonly string[] = [hookPatterns.webhooks]
