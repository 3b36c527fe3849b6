import type { ProposedSignatory } from './proposal.ts'
import { hasPersonMark, hasRole, isPersonShaped } from './roles.ts'

/** A name as it was put together, before it is known what it is. */
export type FoundName = { readonly name: string; readonly group: string | null; readonly doubt: number }

const post =
  /\b(?:professor|lecturer|engineer|developer|lawyer|attorney|student|journalist|researcher|scientist|consultant|advocate|campaigner|activist|author|writer|artist|designer|programmer|analyst|fellow|physician|nurse|teacher|retired|phd|candidate|member)\b/iu

/** Turns names into signatories; a list of persons is recognized by what most of its entries look like. */
export function signatoriesOf(names: readonly FoundName[]): readonly ProposedSignatory[] {
  const persons = names.filter((one) => isClearlyPerson(one.name)).length
  const mostlyPersons = persons > names.length * 0.3
  return names.map((one) => signatoryOf(one, mostlyPersons))
}

function isClearlyPerson(name: string): boolean {
  if (hasPersonMark(name)) return true
  const [first, second] = [name.split(/,\s+/u)[0] ?? '', name.split(/,\s+/u)[1] ?? '']
  return second !== '' && isPersonShaped(first) && (hasRole(second) || post.test(second))
}

function signatoryOf({ name, group, doubt }: FoundName, mostlyPersons: boolean): ProposedSignatory {
  const empty = { title: null, affiliation: null, representative: null, country: null, note: null }
  const first = name.split(/\s*(?:,|\()\s*/u)[0] ?? ''
  const isPerson = isClearlyPerson(name) || (mostlyPersons && isPersonShaped(first))
  if (!isPerson) return { ...empty, name, kind: 'organization', group, doubt }
  return { ...empty, ...personParts(name), kind: 'person', group, doubt }
}

/** `Name, Title, Affiliation`, `Name, Affiliation` and `Name (Affiliation)`. */
function personParts(text: string): Pick<ProposedSignatory, 'name' | 'title' | 'affiliation'> {
  const bracket = /^([^(,]+?)\s*\(([^()]+)\)$/u.exec(text)
  if (bracket?.[1] !== undefined && bracket[2] !== undefined)
    return { name: bracket[1], title: null, affiliation: bracket[2] }
  const parts = text.split(/,\s+/u)
  const degrees = parts
    .slice(1)
    .findIndex((part) => !/^(?:ph\.?\s?d|m\.?d|j\.?d|esq|mba|msc|jr|sr|qc|kc)\.?$/iu.test(part))
  const name = parts.slice(0, degrees < 0 ? parts.length : degrees + 1).join(', ')
  const rest = degrees < 0 ? [] : parts.slice(degrees + 1)
  if (rest.length === 0) return { name, title: null, affiliation: null }
  const isPost = (part: string): boolean => hasRole(part) || post.test(part)
  if (rest.length === 1)
    return isPost(rest[0] ?? '')
      ? { name, title: rest[0] ?? null, affiliation: null }
      : { name, title: null, affiliation: rest[0] ?? null }
  const cut = Math.max(
    1,
    rest.findIndex((part) => !isPost(part)),
  )
  return { name, title: rest.slice(0, cut).join(', '), affiliation: rest.slice(cut).join(', ') }
}
