/** The organizers' page of webhooks. Part of {@link en}. */
export const hooks = {
  title: 'Webhooks',
  hint: 'programs that are told of everything public',
  lead: 'Whatever becomes public on this campaign’s record is posted to these addresses as JSON, each event at least once and in order, signed as the Standard Webhooks say. A program that was away goes on from the last event it knows.',
  events: 'All events so far',
  none: 'No address is told yet.',
  heads: { url: 'Address', last: 'Last post', waiting: 'Waiting', acts: 'Change' },
  url: 'Address',
  urlHint: 'HTTPS, and reachable from anywhere: addresses of a network of one’s own are refused.',
  add: 'Add',
  remove: 'Remove',
  resume: 'Post again',
  never: 'nothing yet',
  outcomes: {
    taken: 'taken',
    refused: 'refused',
    unreachable: 'no answer',
    'not-public': 'not asked: the name leads to a private address',
  },
  lastWas: (outcome: string, status: string, moment: string) => `${outcome}${status} on ${moment}`,
  failed: (n: number, next: string) =>
    `${n === 1 ? 'Failed once' : `Failed ${n} times in a row`}; next try on ${next}.`,
  stopped: (n: number) =>
    `Nothing more is posted here: ${n === 1 ? 'its last post' : `its last ${n} posts`} failed. What waits is posted once you press “Post again”.`,
  secretTitle: 'The address was added',
  secretLead: 'Its posts are signed with this secret. Copy it now: it is not shown again.',
  secret: 'Secret',
  back: 'Back to the webhooks',
  said: {
    removed: 'The address was removed; nothing more is posted there.',
    resumed: 'What waits is posted now.',
    gone: 'This address was removed meanwhile.',
    'bad-url':
      'This is no address that can be told: it must begin with https:// and name a public server at its usual port.',
    known: 'This address is told already.',
    'too-many': 'A campaign has ten webhooks at most. Remove one first.',
    'not-allowed': 'You may not do that in this campaign.',
  },
} as const
