import { pathOf } from './path-of.ts'

const repliesAt = (campaign: string, ...more: readonly string[]) =>
  pathOf('organize', 'c', campaign, 'replies', ...more)
const replyAt = (campaign: string, reply: string, ...more: readonly string[]) =>
  repliesAt(campaign, 'of', reply, ...more)

/** Where organizers read what came back, judge it and publish it. Part of `routes`. */
export const respondRoutes = {
  replies: (campaign: string) => repliesAt(campaign),
  /** What of all this waits for somebody. */
  waitingReplies: (campaign: string) => repliesAt(campaign, 'waiting'),
  enterReply: (campaign: string) => repliesAt(campaign, 'enter'),
  exchanges: (campaign: string) => repliesAt(campaign, 'exchanges'),
  reply: (campaign: string, reply: string) => replyAt(campaign, reply),
  reviewReply: (campaign: string, reply: string) => replyAt(campaign, reply, 'review'),
  classifyReply: (campaign: string, reply: string) => replyAt(campaign, reply, 'kind'),
  answersIn: (campaign: string, reply: string) => replyAt(campaign, reply, 'answers'),
  publishReply: (campaign: string, reply: string) => replyAt(campaign, reply, 'publish'),
  replyFile: (campaign: string, reply: string, file: string) => replyAt(campaign, reply, 'files', file),
} as const

const all = '/organize/c/:campaign/replies'
const one = `${all}/of/:reply`

/** The same as patterns. */
export const respondPatterns = {
  replies: all,
  waitingReplies: `${all}/waiting`,
  enterReply: `${all}/enter`,
  exchanges: `${all}/exchanges`,
  reply: one,
  reviewReply: `${one}/review`,
  classifyReply: `${one}/kind`,
  answersIn: `${one}/answers`,
  publishReply: `${one}/publish`,
  replyFile: `${one}/files/:file`,
} as const

/** Where of these something may be posted. */
export const respondPostable: readonly string[] = [
  respondPatterns.enterReply,
  respondPatterns.exchanges,
  respondPatterns.reviewReply,
  respondPatterns.classifyReply,
  respondPatterns.answersIn,
  respondPatterns.publishReply,
]

/** Where of these files may come with it. */
export const respondTakingFiles: readonly string[] = [respondPatterns.enterReply]
