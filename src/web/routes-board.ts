import { pathOf } from './path-of.ts'

const letterAt = (campaign: string, letter: string, ...more: readonly string[]) =>
  pathOf('organize', 'c', campaign, 'l', letter, ...more)

/** Where organizers ask, judge, and make the list: everything around sign-ons. Part of `routes`. */
export const boardRoutes = {
  asks: (campaign: string, letter: string) => letterAt(campaign, letter, 'asks'),
  newAsks: (campaign: string, letter: string) => letterAt(campaign, letter, 'asks', 'new'),
  manyAsks: (campaign: string, letter: string) => letterAt(campaign, letter, 'asks', 'many'),
  ask: (campaign: string, letter: string, ask: string) => letterAt(campaign, letter, 'asks', ask),
  boardSignOns: (campaign: string, letter: string) => letterAt(campaign, letter, 'sign-ons'),
  boardSignOn: (campaign: string, letter: string, signOn: string) => letterAt(campaign, letter, 'sign-ons', signOn),
  judgeSignOn: (campaign: string, letter: string, signOn: string) =>
    letterAt(campaign, letter, 'sign-ons', signOn, 'judge'),
  judgeEvidence: (campaign: string, letter: string, signOn: string) =>
    letterAt(campaign, letter, 'sign-ons', signOn, 'evidence'),
  callBack: (campaign: string, letter: string, signOn: string) =>
    letterAt(campaign, letter, 'sign-ons', signOn, 'call-back'),
  list: (campaign: string, letter: string) => letterAt(campaign, letter, 'list'),
  line: (campaign: string, letter: string, signOn: string) => letterAt(campaign, letter, 'list', signOn),
  finalList: (campaign: string, letter: string) => letterAt(campaign, letter, 'final'),
  names: (campaign: string, letter: string) => letterAt(campaign, letter, 'names'),
  endorsements: (campaign: string, letter: string) => letterAt(campaign, letter, 'endorsements'),
  removeEndorsement: (campaign: string, letter: string) => letterAt(campaign, letter, 'endorsements', 'remove'),
} as const

const letter = '/organize/c/:campaign/l/:letter'

/** The same as patterns. */
export const boardPatterns = {
  asks: `${letter}/asks`,
  newAsks: `${letter}/asks/new`,
  manyAsks: `${letter}/asks/many`,
  ask: `${letter}/asks/:ask`,
  boardSignOns: `${letter}/sign-ons`,
  boardSignOn: `${letter}/sign-ons/:signOn`,
  judgeSignOn: `${letter}/sign-ons/:signOn/judge`,
  judgeEvidence: `${letter}/sign-ons/:signOn/evidence`,
  callBack: `${letter}/sign-ons/:signOn/call-back`,
  list: `${letter}/list`,
  line: `${letter}/list/:signOn`,
  finalList: `${letter}/final`,
  names: `${letter}/names`,
  endorsements: `${letter}/endorsements`,
  removeEndorsement: `${letter}/endorsements/remove`,
} as const

/** Where of these something may be posted. */
export const boardPostable: readonly string[] = [
  boardPatterns.newAsks,
  boardPatterns.manyAsks,
  boardPatterns.ask,
  boardPatterns.judgeSignOn,
  boardPatterns.judgeEvidence,
  boardPatterns.callBack,
  boardPatterns.list,
  boardPatterns.line,
  boardPatterns.finalList,
  boardPatterns.names,
  boardPatterns.endorsements,
  boardPatterns.removeEndorsement,
]
