/** What somebody typed and ticked on the form of a letter, as it came: nothing is judged yet, and nothing is lost. */
export type SignFields = {
  readonly name: string
  readonly email: string
  readonly place: string
  readonly occupation: string
  readonly comment: string
  /** Slugs of the editions that were ticked. */
  readonly editions: readonly string[]
  /** Hash of each edition's text as it stood on the page, by slug. */
  readonly read: ReadonlyMap<string, string>
  /** The number of the consent wording that was ticked; empty when the box was not. */
  readonly consent: string
  readonly showsName: boolean
  readonly hears: boolean
  readonly token: string
  /** Whatever stands in fields that people do not see. */
  readonly trapped: boolean
}

/** Names of the form's fields. The two traps have names that programs like to fill and browsers do not. */
export const fieldNames = {
  name: 'name',
  email: 'email',
  place: 'place',
  occupation: 'occupation',
  comment: 'comment',
  edition: 'edition',
  /** Before the slug of an edition: the hash of its text on the page. */
  read: 'read-',
  consent: 'consent',
  show: 'show',
  hear: 'hear',
  token: 'token',
  traps: ['subject', 'homepage'],
} as const

// Room for every edition of a letter twice over; a form of ours never has more.
const listedAtMost = 200

/** Reads a posted form (`application/x-www-form-urlencoded`); fields that we do not know are left out. */
export function readSignFields(posted: URLSearchParams): SignFields {
  const text = (name: string) => (posted.get(name) ?? '').replaceAll('\r\n', '\n')
  const read = [...posted].filter(([name]) => name.startsWith(fieldNames.read)).slice(0, listedAtMost)
  return {
    name: text(fieldNames.name),
    email: text(fieldNames.email),
    place: text(fieldNames.place),
    occupation: text(fieldNames.occupation),
    comment: text(fieldNames.comment),
    editions: [...new Set(posted.getAll(fieldNames.edition))].slice(0, listedAtMost),
    read: new Map(read.map(([name, hash]) => [name.slice(fieldNames.read.length), hash])),
    consent: text(fieldNames.consent),
    showsName: posted.has(fieldNames.show),
    hears: posted.has(fieldNames.hear),
    token: text(fieldNames.token),
    trapped: fieldNames.traps.some((trap) => text(trap) !== ''),
  }
}

/** The same as names and values, ready to be posted again from a page that could not save them. */
export function pairsOf(fields: SignFields): readonly (readonly [name: string, value: string])[] {
  const typed = (['name', 'email', 'place', 'occupation', 'comment', 'consent', 'token'] as const)
    .filter((key) => fields[key] !== '')
    .map((key) => [fieldNames[key], fields[key]] as const)
  return [
    ...typed,
    ...fields.editions.map((edition) => [fieldNames.edition, edition] as const),
    ...[...fields.read].map(([edition, hash]) => [`${fieldNames.read}${edition}`, hash] as const),
    ...(fields.showsName ? [[fieldNames.show, 'yes'] as const] : []),
    ...(fields.hears ? [[fieldNames.hear, 'yes'] as const] : []),
    // A program that fell into a trap is not let out of it by our own busy page.
    ...(fields.trapped ? [[fieldNames.traps[0], 'yes'] as const] : []),
  ]
}

/** A form nobody has touched: one edition ticked, nothing agreed to. */
export function emptyFields(edition: string): SignFields {
  return {
    name: '',
    email: '',
    place: '',
    occupation: '',
    comment: '',
    editions: [edition],
    read: new Map(),
    consent: '',
    showsName: false,
    hears: false,
    token: '',
    trapped: false,
  }
}
