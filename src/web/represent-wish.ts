import { parseEmail, parseVersionHash, wordsFor, type EmailAddress, type VersionHash } from '#kernel'
import { parseDomainName, type DomainName } from '#platform'
import { parseField } from '#signatures'
import type { JoinFacts } from './represent-facts.ts'
import type { JoinFields, JoinText } from './represent-fields.ts'
import type { FieldError } from './sign-form.ts'

/** What a representative wishes, read: every field judged. */
export type JoinWish = {
  readonly kind: JoinFields['kind']
  /** As it shall be printed. */
  readonly name: string
  readonly title: string | undefined
  readonly affiliation: string | undefined
  readonly group: string | undefined
  readonly representative: {
    readonly name: string
    readonly role: string
    readonly email: EmailAddress
    readonly deputyEmail: EmailAddress | undefined
  }
  readonly domain: DomainName | undefined
  /** The texts that stood on the page, of the editions that were ticked. */
  readonly read: readonly VersionHash[]
  readonly carries: boolean
}

/** A form as it was sent, judged. */
export type ReadJoin =
  | { readonly kind: 'read'; readonly wish: JoinWish }
  | { readonly kind: 'wrong'; readonly errors: readonly FieldError[] }
  /** Nothing is wrong with it, but it names no text that it could be for. */
  | { readonly kind: 'unread' }

/** Longest name of an organization that a list can print, in characters. */
export const longestOrganization = 200
const longestWords = 200

/** Judges every field at once, so that a representative is told everything that is wrong the first time. */
export function readJoin(facts: Pick<JoinFacts, 'editions' | 'letter' | 'list'>, fields: JoinFields): ReadJoin {
  const words = wordsFor(facts.letter.language).represent.errors
  const errors: FieldError[] = []
  const said = (field: string, sentence: string) => void errors.push({ field, said: sentence })
  const ticked = facts.editions.filter(({ slug }) => facts.editions.length === 1 || fields.editions.includes(slug))
  if (ticked.length === 0) said('editions', words.noEdition)
  const read = reader(fields, facts.letter.language, said)
  const isPerson = fields.kind === 'person'
  const name = read('name', isPerson ? words.noName : words.noOrganization)
  const title = isPerson ? read('title') : undefined
  const affiliation = isPerson ? read('affiliation') : undefined
  const representative = isPerson ? name : read('representative', words.noRepresentative)
  const role = isPerson ? (title ?? '') : read('role', words.noRole)
  const email = readAddress(fields, 'email', facts.letter.language, said)
  const deputyEmail = readAddress(fields, 'deputy', facts.letter.language, said)
  const domain = isPerson ? undefined : readDomain(fields.domain, words.badDomain, said)
  if (!fields.agrees) said('consent', words.noConsent)
  if (errors.length > 0 || name === undefined || representative === undefined || role === undefined || !email)
    return { kind: 'wrong', errors }
  const hashes = ticked.flatMap(({ slug }) => parseVersionHash(fields.read.get(slug) ?? '') ?? [])
  if (hashes.length < ticked.length) return { kind: 'unread' }
  const group = facts.list.headings.find((one) => one === fields.group)
  const wish = { kind: fields.kind, name, title, affiliation, group, domain, read: hashes, carries: fields.carries }
  return { kind: 'read', wish: { ...wish, representative: { name: representative, role, email, deputyEmail } } }
}

type Said = (field: string, sentence: string) => void

/** Reads one line; a name is refused only for what would make it show otherwise than it reads, and for its length. */
function reader(fields: JoinFields, language: string, said: Said) {
  const { errors: words, form } = wordsFor(language).represent
  return (field: Exclude<JoinText, 'group' | 'email' | 'deputy' | 'domain' | 'another'>, missing?: string) => {
    const longest = field === 'name' ? longestOrganization : longestWords
    const one = parseField(fields[field], longest)
    if (one.kind === 'read') {
      if (one.text === undefined && missing !== undefined) said(field, missing)
      return one.text
    }
    const label = form[field === 'name' && fields.kind === 'person' ? 'personName' : field]
    said(field, one.why === 'too-long' ? words.tooLong(label, longest) : words.hidden(label))
    return undefined
  }
}

/** The address to confirm from; that of a deputy may be left out. */
function readAddress(fields: JoinFields, field: 'email' | 'deputy', language: string, said: Said) {
  const words = wordsFor(language).represent.errors
  if (field === 'deputy' && fields.deputy.trim() === '') return undefined
  const read = parseEmail(fields[field])
  if (read.kind === 'wrong') {
    said(field, read.why === 'empty' ? words.noEmail : field === 'email' ? words.badEmail : words.badDeputy)
    return undefined
  }
  const own = parseEmail(fields.email)
  if (field === 'deputy' && own.kind === 'read' && own.email === read.email) {
    said(field, words.sameDeputy)
    return undefined
  }
  return read.email
}

/** The domain in what was typed. People paste the address of their website: what counts of it is the host. */
export function domainIn(typed: string): DomainName | undefined {
  const [host = ''] = typed
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .split(/[/?#:]/)
  return parseDomainName(host.replace(/^www\./i, ''))
}

function readDomain(typed: string, wrong: string, said: Said): DomainName | undefined {
  if (typed.trim() === '') return undefined
  const domain = domainIn(typed)
  if (domain === undefined) said('domain', wrong)
  return domain
}
