import type { AssessmentState, CommitmentStage, CorrespondenceState, ReplyState } from './vocabulary.ts'

/** What has a status that a person sets, with every status it can have. */
export type Axis = {
  readonly stage: CommitmentStage
  readonly correspondence: CorrespondenceState
  readonly reply: ReplyState
  readonly assessment: AssessmentState
}

/** By axis, from what to what; `begin` is how it begins. */
type Pairs = { readonly [axis in keyof Axis]: { readonly [from in Axis[axis] | 'begin']: readonly Axis[axis][] } }

const revised = ['clarified', 'narrowed', 'widened', 'extended', 'expired', 'withdrawn', 'superseded'] as const

const exchanged = [
  'awaiting-response',
  'acknowledged',
  'clarification-requested',
  'by-post',
  'meeting-offered',
  'response-received',
  'refused-to-engage',
  'referred-elsewhere',
  'requires-attention',
] as const

const otherThan = (from: CorrespondenceState): readonly CorrespondenceState[] => [
  ...exchanged.filter((state) => state !== from),
  'withdrawn-by-coalition',
]

const pairs: Pairs = {
  stage: {
    begin: ['stated'],
    stated: revised,
    clarified: revised,
    narrowed: revised,
    widened: revised,
    extended: revised,
    // What had run out may be taken up again, or be replaced.
    expired: ['extended', 'superseded'],
    withdrawn: [],
    superseded: [],
  },
  correspondence: {
    begin: [...exchanged, 'withdrawn-by-coalition'],
    'awaiting-response': otherThan('awaiting-response'),
    acknowledged: otherThan('acknowledged'),
    'clarification-requested': otherThan('clarification-requested'),
    'by-post': otherThan('by-post'),
    'meeting-offered': otherThan('meeting-offered'),
    'response-received': otherThan('response-received'),
    'refused-to-engage': otherThan('refused-to-engage'),
    'referred-elsewhere': otherThan('referred-elsewhere'),
    'requires-attention': otherThan('requires-attention'),
    'withdrawn-by-coalition': [],
  },
  reply: {
    begin: ['waiting'],
    waiting: ['accepted', 'set-aside', 'published'],
    accepted: ['set-aside', 'published'],
    'set-aside': ['accepted'],
    published: [],
  },
  assessment: {
    begin: ['draft'],
    draft: ['sent-for-comment', 'dropped'],
    'sent-for-comment': ['draft', 'published', 'dropped'],
    published: [],
    dropped: [],
  },
}

/** Whether a status may follow another, or begin where there was none. The database holds the same pairs. */
export function mayFollow<A extends keyof Axis>(axis: A, previous: Axis[A] | undefined, next: Axis[A]): boolean {
  return pairs[axis][previous ?? 'begin'].includes(next)
}

/** Whether statuses, in the order of time, may have followed each other. */
export function isLegal<A extends keyof Axis>(axis: A, statuses: readonly Axis[A][]): boolean {
  return statuses.every((status, index) => mayFollow(axis, statuses[index - 1], status))
}
