/** What a representative typed and ticked, as it came: nothing is judged yet, and nothing is lost. */
export type JoinFields = Readonly<Record<JoinText, string>> & {
  /** Whether an organization signs, or a person whose affiliation only identifies them. */
  readonly kind: 'organization' | 'person'
  /** Slugs of the editions that were ticked. */
  readonly editions: readonly string[]
  /** Hash of each edition's text as it stood on the page, by slug. */
  readonly read: ReadonlyMap<string, string>
  readonly carries: boolean
  readonly agrees: boolean
}

/** The fields that are typed, by the names that the form and the errors call them. */
export const joinTexts = [
  'name',
  'title',
  'affiliation',
  'group',
  'representative',
  'role',
  'email',
  'deputy',
  'domain',
  // The name of which was said that it is another's than the one it looks like.
  'another',
] as const

/** One of the fields that are typed. */
export type JoinText = (typeof joinTexts)[number]

/** Names of the fields that are not typed. */
export const joinNames = {
  kind: 'kind',
  edition: 'edition',
  /** Before the slug of an edition: the hash of its text on the page. */
  read: 'read-',
  carries: 'carries',
  consent: 'consent',
  /** Which button was pressed. */
  act: 'act',
} as const

// Room for every edition of a letter twice over; a form of ours never has more.
const listedAtMost = 200

/** Reads a posted form; fields that we do not know are left out. */
export function readJoinFields(posted: URLSearchParams): JoinFields {
  const read = [...posted].filter(([name]) => name.startsWith(joinNames.read)).slice(0, listedAtMost)
  return {
    ...texts((name) => posted.get(name) ?? ''),
    kind: posted.get(joinNames.kind) === 'person' ? 'person' : 'organization',
    editions: [...new Set(posted.getAll(joinNames.edition))].slice(0, listedAtMost),
    read: new Map(read.map(([name, hash]) => [name.slice(joinNames.read.length), hash])),
    carries: posted.has(joinNames.carries),
    agrees: posted.has(joinNames.consent),
  }
}

/** A form that nobody has touched, with what the organizers knew when they asked. Nothing is agreed to. */
export function emptyJoinFields(known: Partial<JoinFields> = {}): JoinFields {
  const nothing = texts(() => '')
  return {
    ...nothing,
    kind: 'organization',
    editions: [],
    read: new Map(),
    carries: false,
    agrees: false,
    ...known,
  }
}

function texts(of: (name: JoinText) => string): Readonly<Record<JoinText, string>> {
  return {
    name: of('name'),
    title: of('title'),
    affiliation: of('affiliation'),
    group: of('group'),
    representative: of('representative'),
    role: of('role'),
    email: of('email'),
    deputy: of('deputy'),
    domain: of('domain'),
    another: of('another'),
  }
}
