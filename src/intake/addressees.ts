import { addressParts, isAddressLine } from './address-lines.ts'
import { withoutMarker, type Block } from './blocks.ts'
import { bodyWords } from './body-words.ts'
import { addressedOf, copiesOf, withoutMarks } from './markers.ts'
import type { ProposedAddressee } from './proposal.ts'
import { hasLegalForm, hasPersonMark, hasRole, isPersonShaped } from './roles.ts'

/** The people at the head of a letter, and lines (street, postal code) that name nobody. */
export type FoundAddressees = { readonly addressees: readonly ProposedAddressee[]; readonly unused: readonly string[] }

/**
 * Reads address blocks: name, title, organization. An organization printed once below several people is everybody's
 * above it who has none.
 */
export function readAddressees(blocks: readonly Block[], salutation: string | null): FoundAddressees {
  const unused: string[] = []
  const people: ProposedAddressee[] = []
  const named = new Set((salutation ?? '').match(/\p{Lu}[\p{L}'’-]+/gu) ?? [])
  for (const block of blocks) {
    const lines = unwrapped(withoutLabel(block.lines.map((line) => withoutMarks(line.text)))).flatMap(honorificLast)
    for (const group of peopleOf(lines, named)) {
      const { kept, address } = addressParts(group)
      unused.push(...address)
      people.push(personOf(kept))
    }
  }
  return {
    addressees: spread(people.filter((one) => one.name !== null || one.title !== null || one.organization !== null)),
    unused,
  }
}

/** A form of address that stands on a line of its own above the name. */
const formAlone =
  /^(?:frau|herrn?|madame|monsieur|mme|señora?|sra?\.?|senhora?|(?:(?:à|a|ao) )?sua excelência(?: [ao] senhora?)?|(?:a )?su excelencia)$/iu

/** "社長 白川 遥 様": the post and the name of a line whose honorific stands last. */
function honorificLast(line: string): readonly string[] {
  const [, title = '', name = ''] =
    /^(?:(\S*(?:長|取締役|大臣|代表|知事|議員|総裁|理事|会長))\s+)?(.{2,30}?)\s*(?:様|殿|先生)$/u.exec(line) ?? []
  if (name === '') return [line.replace(/\s*御中$/u, '')]
  return title === '' ? [name] : [name, title]
}

/** Lines without the "To:" before the first. */
function withoutLabel([first = '', ...rest]: readonly string[]): readonly string[] {
  const named = (addressedOf(first) ?? first).replace(
    /^(?:à|aos?|às|aux?|al)\s+(?=(?:la\s|l['’])?\p{Lu})(?!aux?\b)/iu,
    '',
  )
  return named === '' ? rest : [named, ...rest]
}

/** Puts wrapped lines together: a line that ends with a comma or "and", or a next line that begins in lower case. */
function unwrapped(lines: readonly string[]): readonly string[] {
  const whole: string[] = []
  for (const line of lines) {
    const last = whole.at(-1)
    if (
      last !== undefined &&
      (formAlone.test(last) ||
        /(?:,|&|\b(?:and|of|for|the|und|für|de|et|y|e))$/iu.test(last) ||
        /^(?:\p{Ll}|&|Inc\.?$|LLC$)/u.test(line))
    )
      whole[whole.length - 1] = `${last} ${line}`
    else whole.push(line)
  }
  return whole
}

/** Cuts a block into one group of lines per person: a new person begins at a name that the salutation or a title confirms. */
function peopleOf(lines: readonly string[], named: ReadonlySet<string>): readonly (readonly string[])[] {
  const groups: string[][] = []
  for (const [at, line] of lines.entries()) {
    const last = groups.at(-1)
    if (last === undefined || (startsPerson(line, lines[at + 1], named) && last.some((one) => isName(one))))
      groups.push([line])
    else last.push(line)
  }
  return groups
}

function startsPerson(line: string, next: string | undefined, named: ReadonlySet<string>): boolean {
  const [first, ...rest] = splitAtRole(line)
  const name = first ?? ''
  if (!isName(name)) return false
  if (honored.test(name)) return true
  const greeted = (name.match(/\p{Lu}[\p{L}'’-]+/gu) ?? []).slice(1).some((word) => named.has(word))
  return greeted || rest.length > 0 || (next !== undefined && hasRole(next) && !hasLegalForm(line))
}

/** Forms of address before a name that say nothing of a post ("Senator the Honorable …"). */
const honored =
  /^(?:(?:the|senator|(?:rt\.?|right) (?=hon)|his excellency|her excellency|sir|dame)\s+)*(?:hon\.?|honou?rable)\s+(?=\p{Lu})/iu

const isName = (line: string): boolean => {
  const name = (splitAtRole(line)[0] ?? line).replace(honored, '')
  return !isAddressLine(line) && isPersonShaped(name.replace(/,.*$/u, '')) && !hasRole(name) && !hasLegalForm(line)
}

/** `Name, Title` on one line, as its two parts; `Name, Title, Company` as three. */
function splitAtRole(line: string): readonly string[] {
  const comma = line.indexOf(', ')
  const [name = '', title = '', ...body] = line.split(', ')
  if (body.length > 0 && hasLegalForm(line) && isPersonShaped(name) && hasRole(title) && !hasRole(name))
    return [name, title, body.join(', ')]
  if (comma < 0 || !hasRole(line.slice(comma + 2)) || hasRole(line.slice(0, comma))) return [line]
  return [line.slice(0, comma), line.slice(comma + 2)]
}

const isEasternName = (line: string): boolean =>
  /^\p{Script=Han}{1,4}\s[\p{Script=Han}\p{Script=Hiragana}]{1,4}$/u.test(line)

function personOf(group: readonly string[]): ProposedAddressee {
  const lines = group.flatMap((line, at) => (at === 0 ? splitAtRole(line) : [line]))
  const [first, ...rest] = lines
  if (first === undefined) return { name: null, title: null, organization: null }
  if (hasLegalForm(first) && (isName(rest[0] ?? '') || isEasternName(rest[0] ?? '')))
    return { name: rest[0] ?? null, title: rest.length > 1 ? rest.slice(1).join(', ') : null, organization: first }
  if (hasLegalForm(first) || (rest.length === 0 && !hasRole(first) && (!isPersonShaped(first) || bodyWords(first) > 0)))
    return { name: null, title: rest.length > 0 ? rest.join(', ') : null, organization: first }
  const name = hasRole(first.replace(honored, '')) ? null : first
  const below = name === null ? lines : rest
  const last = below.at(-1)
  const isOrganization =
    last !== undefined && (hasLegalForm(last) || !hasRole(last)) && (below.length > 1 || !hasRole(last))
  // One line below a name that says neither post nor legal form is taken for the post, as letters print it.
  const alone = below.length === 1 && name !== null && last !== undefined && !hasLegalForm(last)
  const titles = isOrganization && !alone ? below.slice(0, -1) : below
  return {
    name,
    title: titles.length > 0 ? titles.join(', ') : null,
    organization: isOrganization && !alone ? last : null,
  }
}

/** Gives everybody without an organization the next one below, else the last one above. */
function spread(people: readonly ProposedAddressee[]): readonly ProposedAddressee[] {
  return people
    .map((one, at) => {
      if (one.organization !== null) return one
      const below = people.slice(at).find((other) => other.organization !== null)
      const above = people.slice(0, at).findLast((other) => other.organization !== null)
      return { ...one, organization: below?.organization ?? above?.organization ?? null }
    })
    .filter((one) => one.name !== null || one.title !== null || people.length === 1 || one.organization !== null)
}

/** People after "cc:", one per line or separated by semicolons: `Name, Title, Organization`; post and body may stand below. */
export function readCopies(blocks: readonly Block[]): readonly ProposedAddressee[] {
  return blocks.flatMap((block) => {
    const [first = '', ...rest] = block.lines.map((line) => withoutMarker(line))
    const lines = [copiesOf(first) ?? first, ...rest].filter((line) => line !== '')
    if (lines.some(isAddressLine))
      return peopleOf(unwrapped(lines), new Set()).map((one) => personOf(addressParts(one).kept))
    return entriesOf(lines.flatMap((line) => line.split(/;\s*/u)).filter((one) => one !== '')).map(copyOf)
  })
}

/** Lines below a person that name nobody else say more of that person. */
function entriesOf(lines: readonly string[]): readonly string[] {
  const entries: string[] = []
  const persons = lines.filter((line) => isCopyName(line)).length
  for (const line of lines) {
    const last = entries.at(-1)
    const goesOn =
      last !== undefined && persons > 0 && persons < lines.length && !isCopyName(line) && !last.includes(', ')
    if (last !== undefined && goesOn) entries[entries.length - 1] = `${last}, ${line}`
    else entries.push(line)
  }
  return entries
}

const isCopyName = (line: string): boolean => {
  const name = line.split(/,\s+/u)[0] ?? ''
  return (hasPersonMark(name) || isPersonShaped(name)) && !hasLegalForm(name) && bodyWords(name) === 0
}

function copyOf(line: string): ProposedAddressee {
  const parts = line.split(/,\s+/u)
  if (!isPersonShaped(parts[0] ?? '') || (parts.length < 3 && hasLegalForm(line)))
    return { name: null, title: null, organization: line }
  const last = parts.length > 1 && !hasRole(parts.at(-1) ?? '') ? (parts.at(-1) ?? null) : null
  const titles = parts.slice(1, last === null ? undefined : -1)
  return { name: parts[0] ?? null, title: titles.length > 0 ? titles.join(', ') : null, organization: last }
}
