import { oneLine, wordsFor, type CommitmentId, type RecordEventId } from '#kernel'
import type { CampaignRecord, EventFacts, EventKind, Happening, PublicEvent, RecordRecipient } from '#responses'

/** One entry of a feed: what happened, in one line, and where it is told in full. */
export type FeedEntry = {
  readonly id: RecordEventId
  readonly recordedAt: Date
  readonly title: string
  readonly recipient: RecordRecipient | undefined
  /** The page of its own that it has, where it has one. */
  readonly about: { readonly kind: 'reply' | 'commitment' | 'assessment'; readonly id: string } | undefined
}

type Described = { readonly title: string; readonly about?: FeedEntry['about'] }

/**
 * What feeds say of events, the latest first. One line and a link each, and nobody's name but recipients': readers keep
 * what they were sent, and what is taken down here must not live on there.
 */
export function feedEntries(record: CampaignRecord, events: readonly PublicEvent[]): readonly FeedEntry[] {
  const recipients = new Map(record.recipients.map((one) => [one.id, one]))
  return events.toReversed().flatMap(({ id, recordedAt, happening }): readonly FeedEntry[] => {
    if (!happening) return []
    const recipient = recipients.get(happening.recipient)
    const { title, about } = described(record, happening, recipient?.name)
    return [{ id, recordedAt, title: oneLine(title).slice(0, longestTitle), recipient, about }]
  })
}

const longestTitle = 300

type Tell = {
  readonly [kind in EventKind]: (facts: EventFacts[kind]) => Described
}

function described(record: CampaignRecord, happening: Happening, named: string | undefined): Described {
  const words = wordsFor(record.campaign.language).feeds
  const name = named ?? words.somebody
  const said = words.happened
  const demandOf = (slug: string) =>
    record.demands.find((one) => one.slug === slug && one.title !== undefined)?.title ?? slug
  const titleOf = (id: CommitmentId) => record.commitments.find((one) => one.id === id)?.title ?? ''
  const commitment = (id: CommitmentId) => ({ about: { kind: 'commitment', id } as const })
  const reply = (id: string) => ({ about: { kind: 'reply', id } as const })
  const tell: Tell = {
    'demand-put': ({ title, wording }) => ({ title: said['demand-put'](name, title ?? wording) }),
    'reply-published': (one) => ({
      title: said['reply-published'](name, words.replyKinds[one.kind]),
      ...reply(one.reply),
    }),
    'reply-classified': (one) => ({
      title: said['reply-classified'](name, words.replyKinds[one.kind]),
      ...reply(one.reply),
    }),
    'demand-answered': (one) => ({
      title: said['demand-answered'](name, demandOf(one.demand), words.answers[one.value]),
      ...reply(one.reply),
    }),
    'correspondence-described': ({ state }) => ({
      title: said['correspondence-described'](name, words.correspondence[state]),
    }),
    'commitment-stated': (one) => ({
      title: said['commitment-stated'](name, one.title),
      ...commitment(one.commitment),
    }),
    'commitment-revised': (one) => ({
      title: said['commitment-revised'](name, titleOf(one.commitment), words.stages[one.stage]),
      ...commitment(one.commitment),
    }),
    'demand-linked': (one) => ({
      title: said['demand-linked'](name, titleOf(one.commitment), demandOf(one.demand), words.covers[one.covers]),
      ...commitment(one.commitment),
    }),
    'commitment-characterized': (one) => ({
      title: said['commitment-characterized'](name, titleOf(one.commitment)),
      ...commitment(one.commitment),
    }),
    'assessment-published': ({ assessment, about, value }) => ({
      title: said['assessment-published'](
        name,
        about.kind === 'demand' ? demandOf(about.demand) : titleOf(about.commitment),
        words.assessments[value],
      ),
      about: { kind: 'assessment', id: assessment },
    }),
    countersigned: (one) => ({ title: said.countersigned(name), about: aboutOf(record, one.of) }),
    noted: ({ kind }) => ({ title: said.noted(name, words.noteKinds[kind]) }),
    'event-redacted': () => ({ title: said['event-redacted'](name) }),
  }
  return tellOf(tell, happening)
}

const aboutOf = (record: CampaignRecord, id: string): FeedEntry['about'] => ({
  kind: record.assessments.some((one) => one.id === id) ? 'assessment' : 'reply',
  id,
})

/** Kind and facts belong together; the compiler cannot see that through a union. */
function tellOf<K extends EventKind>(
  tell: Tell,
  { kind, facts }: { readonly kind: K; readonly facts: EventFacts[K] },
): Described {
  return tell[kind](facts)
}
