/** What an organizer is in a campaign. */
export type Role = 'lead' | 'editor' | 'reviewer' | 'viewer'

/** Every role, the most powerful first. */
export const allRoles: readonly Role[] = ['lead', 'editor', 'reviewer', 'viewer']

/** What a role allows in its campaign. A new act is named here first. */
export type Act =
  /** See drafts, lists, queues and numbers. */
  | 'read'
  /** See who did what. */
  | 'read-trail'
  | 'comment'
  /** The campaign's facts, recipients, addressees and the source of its letters. */
  | 'write'
  | 'freeze'
  /** Open a letter to strangers, set its embargo, close it. */
  | 'set-state'
  /** Names, order and groups of the organizations. */
  | 'edit-list'
  | 'finalize-list'
  /** Write to representatives. */
  | 'ask-organizations'
  /** Take or refuse the evidence that somebody may sign for an organization. */
  | 'judge-authority'
  /** Free and hold signatures, show and refuse comments. */
  | 'review-signatures'
  /** Strike signatures out of the count by a condition. */
  | 'invalidate'
  | 'invite-organizer'
  | 'set-role'
  /** Let the public sign, and say what signers are asked and who answers for their data. */
  | 'open-signing'
  /** Send letters to their recipients, and keep what became of them. */
  | 'deliver'
  /** Which acts need two people. */
  | 'set-rule'

const viewer: readonly Act[] = ['read']
const reviewer: readonly Act[] = [
  ...viewer,
  'read-trail',
  'comment',
  'judge-authority',
  'review-signatures',
  'invalidate',
]
const editor: readonly Act[] = [
  ...viewer,
  'read-trail',
  'comment',
  'write',
  'freeze',
  'set-state',
  'edit-list',
  'finalize-list',
  'ask-organizations',
  'deliver',
]
const lead: readonly Act[] = [
  ...new Set([...editor, ...reviewer]),
  'open-signing',
  'invite-organizer',
  'set-role',
  'set-rule',
]

const actsOf: Readonly<Record<Role, ReadonlySet<Act>>> = {
  lead: new Set(lead),
  editor: new Set(editor),
  reviewer: new Set(reviewer),
  viewer: new Set(viewer),
}

/** Whether a role allows an act; no role allows none. The one place where this is decided. */
export function may(role: Role | undefined, act: Act): boolean {
  return role !== undefined && actsOf[role].has(act)
}

/** The role of that name. */
export function parseRole(text: string): Role | undefined {
  return allRoles.find((role) => role === text)
}

/** Acts that a campaign may want two people for. */
export type TwoPersonAct = 'freeze' | 'finalize-list' | 'invalidate'

/** Every such act. */
export const twoPersonActs: readonly TwoPersonAct[] = ['freeze', 'finalize-list', 'invalidate']
