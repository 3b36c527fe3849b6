import { pathOf } from './path-of.ts'

/** A recipient's own pages, each behind a link that only it was sent. Part of `routes`. */
export const answerRoutes = {
  answer: (token: string) => pathOf('answer', token),
  commentByLink: (token: string) => pathOf('answer', token, 'comment'),
  countersign: (token: string) => pathOf('answer', token, 'countersign'),
} as const

/** The same as patterns. */
export const answerPatterns = {
  answer: '/answer/:token',
  commentByLink: '/answer/:token/comment',
  countersign: '/answer/:token/countersign',
} as const

/** Where of these something may be posted. */
export const answerPostable: readonly string[] = [
  answerPatterns.answer,
  answerPatterns.commentByLink,
  answerPatterns.countersign,
]

/** Where of these files may come with it. */
export const answerTakingFiles: readonly string[] = [answerPatterns.answer]

/** Whether a path is of a recipient's own pages. */
export const isAnswerPath = (path: string): boolean => path.startsWith('/answer/')
