import { parseEmail, parseVersionHash, wordsFor, type EmailAddress, type VersionHash } from '#kernel'
import {
  longestComment,
  longestName,
  parseField,
  parseName,
  type SignerName,
  type SigningLetter,
  type Wish,
} from '#signatures'
import type { SignFields } from './sign-fields.ts'
import type { FieldError } from './sign-form.ts'

/** A form as it was sent, judged: a wish but for its signals, or what is wrong with it. */
export type ReadWish =
  | { readonly kind: 'read'; readonly wish: Omit<Wish, 'signals'> }
  | { readonly kind: 'wrong'; readonly errors: readonly FieldError[] }
  /** Nothing is wrong with it, but it names no text that it could be for. */
  | { readonly kind: 'unread' }

/** Judges every field at once, so that a person is told everything that is wrong the first time. */
export function readWish(facts: SigningLetter, fields: SignFields): ReadWish {
  const { settings, letter, campaign } = facts
  const words = wordsFor(letter.language).signing.errors
  const errors: FieldError[] = []
  const name = readName(fields.name, words, errors)
  const email = readEmail(fields.email, words, errors)
  const optional = optionalReader(letter.language, errors)
  const place = settings.asksPlace ? optional('place', fields.place, longestName) : undefined
  const occupation = settings.asksOccupation ? optional('occupation', fields.occupation, longestName) : undefined
  const comment = settings.asksComment ? optional('comment', fields.comment, longestComment) : undefined
  const ticked = facts.editions.filter(({ slug }) => fields.editions.includes(slug))
  if (ticked.length === 0) errors.push({ field: 'editions', said: words.noEdition })
  const consent = /^[1-9]\d{0,3}$/.test(fields.consent) ? Number(fields.consent) : 0
  // An earlier wording is as good: it is the one that stood on the screen.
  if (consent < 1 || consent > facts.consent.number) errors.push({ field: 'consent', said: words.noConsent })
  if (errors.length > 0 || name === undefined || email === undefined) return { kind: 'wrong', errors }
  const versions = ticked.flatMap(({ slug }): readonly VersionHash[] => {
    const hash = parseVersionHash(fields.read.get(slug) ?? '')
    return hash === undefined ? [] : [hash]
  })
  if (versions.length < ticked.length) return { kind: 'unread' }
  const { showsName, hears } = fields
  return {
    kind: 'read',
    wish: {
      campaign: campaign.id,
      letter: letter.id,
      versions,
      name,
      email,
      place,
      occupation,
      comment,
      showsName,
      hears: hears && settings.hearFrom !== undefined,
      consent,
      language: letter.language,
    },
  }
}

type ErrorWords = ReturnType<typeof wordsFor>['signing']['errors']
type EmailErrorWords = { readonly noEmail: string; readonly badEmail: string }

/** Reads a name; what is wrong with it is added to the errors. */
export function readName(typed: string, words: ErrorWords, errors: FieldError[]): SignerName | undefined {
  const read = parseName(typed)
  if (read.kind === 'read') return read.name
  const said = read.why === 'empty' ? words.noName : read.why === 'too-long' ? words.longName : words.oddName
  errors.push({ field: 'name', said: read.why === 'no-letter' ? words.noLetter : said })
  return undefined
}

/** What is said of an address that is somebody else’s. */
export function inviteErrors(language: string): EmailErrorWords {
  const { signing, organize } = wordsFor(language)
  return { badEmail: signing.errors.badEmail, noEmail: organize.people.noEmail }
}

/** Reads an address; what is wrong with it is added to the errors. */
export function readEmail(typed: string, words: EmailErrorWords, errors: FieldError[]): EmailAddress | undefined {
  const read = parseEmail(typed)
  if (read.kind === 'read') return read.email
  errors.push({ field: 'email', said: read.why === 'empty' ? words.noEmail : words.badEmail })
  return undefined
}

function optionalReader(language: string, errors: FieldError[]) {
  const { errors: words, form } = wordsFor(language).signing
  return (field: 'place' | 'occupation' | 'comment', typed: string, longest: number): string | undefined => {
    const read = parseField(typed, longest)
    if (read.kind === 'read') return read.text
    const label = form[field].replace(/ \(.*\)$/, '')
    const said = read.why === 'too-long' ? words.longText(label, longest) : words.oddText(label)
    errors.push({ field, said })
    return undefined
  }
}
