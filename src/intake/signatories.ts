import { isCountry } from './countries.ts'
import { personOdds, type Entry } from './entry-kind.ts'
import { capitalSurname, countryBracket, personPieces, piecesOf, withoutHandle, withoutNotes } from './entry-parse.ts'
import { isLeading, isPost } from './posts.ts'
import type { ProposedSignatory } from './proposal.ts'
import { hasLegalForm, isPersonShaped } from './roles.ts'
import { fieldsSay } from './row-fields.ts'

/** A name as it was put together, before it is known what it is. */
export type FoundName = {
  readonly name: string
  readonly group: string | null
  readonly doubt: number
  /** What stands below the name or after it in another face: title, affiliation, what is signed for. */
  readonly details?: readonly string[]
  /** The setting shows where the name ends: no title is in it. */
  readonly isCut?: boolean
  /** The cells of a table's row. */
  readonly fields?: Readonly<Record<string, string>>
  readonly lines?: readonly [from: number, to: number]
}

type Taken = Entry & {
  readonly found: FoundName
  readonly text: string
  readonly handle: string | null
  readonly pieces: readonly string[]
}

/** Turns names into signatories. `text`: the letter's words, which may say who signs it. */
export function signatoriesOf(names: readonly FoundName[], text = ''): readonly ProposedSignatory[] {
  const taken = names.map(takenApart)
  const odds = personOdds(taken, saysOf(text))
  const countries = taken.filter((one) => countryBracket(one.text).country !== null).length
  const habits: Habits = {
    countries: countries > names.length * 0.5 && countries > 2,
    represented: represented(taken, odds, text),
  }
  const sizes = new Map([...Map.groupBy(taken, ({ group }) => group)].map(([group, all]) => [group, all.length]))
  return taken.map((one, at) =>
    signatoryOf(one, (odds[at] ?? 0) > 0, { ...habits, alone: (sizes.get(one.group) ?? 0) === 1 }),
  )
}

type Habits = {
  /** Most names carry their country in brackets. */
  readonly countries: boolean
  /** Organizations sign here, each through a named person. */
  readonly represented: boolean
}

const empty = { title: null, affiliation: null, representative: null, country: null, note: null }

function takenApart(found: FoundName): Taken {
  const { text, handle } = withoutHandle(withoutNotes(found.name))
  const bare = text.replace(/^(?:MEP|MdEP|MdB|Eurodeputado|Eurodiputad[oa])\s+(?=\p{Lu}\p{Ll})/u, '')
  const pieces = withLegalForm(piecesOf(bare))
  const details = (found.details ?? []).map(withoutNotes).filter((one) => one !== '')
  const capital = capitalSurname(pieces[0] ?? '')
  const lead = capital?.name ?? (pieces[0] ?? '').replace(/\s*\(.*$/u, '').trim()
  const inner = [...(pieces[0] ?? '').matchAll(/\(([^()]+)\)/gu)].flatMap((match) => match[1] ?? [])
  return {
    found,
    text: bare,
    handle,
    pieces,
    lead,
    all: [found.name, ...details].join(', '),
    rest: [...(capital?.rest ?? []), ...inner, ...pieces.slice(1), ...details],
    hasHandle: handle !== null,
    group: found.group,
  }
}

/** "Example, Inc." is one name. */
function withLegalForm([name = '', form = '', ...rest]: readonly string[]): readonly string[] {
  const isForm = /^(?:inc|llc|llp|ltd|limited|gmbh|ag|plc|corp|e\.?\s?v|s\.?a|b\.?v|pty ltd|a\.?\s?c)\.?$/iu.test(form)
  return isForm ? [`${name}, ${form}`, ...rest] : [name, form, ...rest].filter((piece) => piece !== '')
}

/** "We, the undersigned organizations …", "we, scientists and engineers, …". */
function saysOf(text: string): number {
  const start = text.slice(0, 30_000)
  const bodies =
    /\b(?:undersigned|signing|signatory|our|following|\d+|these)\s+(?:\p{L}+,?\s+){0,5}(?:organi[sz]ations|compan(?:y|ies)|groups|associations|enterprises|ngos|businesses)\b|\b(?:organizaciones|empresas|organisations|entreprises|organizações|organisationen)\s+(?:\p{L}+\s+){0,2}(?:firmantes|signataires|signatárias|abajo)|\bas (?:civil society )?organi[sz]ations\b/iu.test(
      start,
    )
  const persons =
    /\b(?:undersigned|we,?(?: the)?|as)\s+(?:\p{L}+,?\s+){0,5}(?:individuals|academics|scientists|researchers|scholars|experts|professors|members of (?:the )?parliament|workers|employees|engineers|developers|artists|writers|physicians|lawyers|students|citizens)\b/iu.test(
      start,
    )
  return persons === bodies ? 0 : persons ? 1 : -1
}

/** Whether most entries are leaders with their organizations, each organization once: then the organizations sign. */
function represented(taken: readonly Taken[], odds: readonly number[], text: string): boolean {
  const persons = taken.filter((_, at) => (odds[at] ?? 0) > 0)
  const parted = persons
    .map((one) => partsOf(one))
    .filter(({ title, affiliation }) => title !== null && affiliation !== null)
  if (parted.length < Math.max(2, taken.length * 0.7)) return false
  const leaders = parted.filter(({ title }) => isLeading(title ?? '')).length
  const bodies = new Set(parted.map(({ affiliation }) => affiliation)).size
  const says = saysOf(text) < 0 || taken.some(({ group }) => /organi[sz]/iu.test(group ?? ''))
  return leaders >= parted.length * (says ? 0.5 : 0.7) && bodies > parted.length * 0.8
}

function signatoryOf(one: Taken, isPerson: boolean, habits: Habits & { readonly alone: boolean }): ProposedSignatory {
  const { found, handle } = one
  const { alone } = habits
  const common = {
    group: found.group,
    doubt: found.doubt,
    ...(found.lines === undefined ? {} : { lines: found.lines }),
  }
  const said = found.fields === undefined ? undefined : fieldsSay(found.fields)
  if (said !== undefined) return { ...empty, ...said, ...common }
  if (!isPerson) return { ...empty, ...bodyParts(one, habits), kind: 'organization', ...common }
  const parts = partsOf(one)
  const signsFor = habits.represented || (alone && leadsBody(one))
  if (signsFor && parts.title !== null && parts.affiliation !== null)
    return {
      ...empty,
      name: parts.affiliation,
      kind: 'organization',
      representative: parts.name,
      title: parts.title,
      country: parts.country,
      ...common,
    }
  return { ...empty, ...parts, note: handle ?? parts.note, kind: 'person', ...common }
}

/** Whether a person who signs a letter alone stands at the head of the body printed below: then the body signs. */
function leadsBody({ found }: Taken): boolean {
  const [post, body, ...more] = found.details ?? []
  return (
    post !== undefined &&
    body !== undefined &&
    more.length === 0 &&
    found.group === null &&
    isLeading(post) &&
    !isPost(body)
  )
}

type Parts = Pick<ProposedSignatory, 'name' | 'title' | 'affiliation' | 'country' | 'note'>

/** `Name, Title, Affiliation`, `Name, Affiliation`, `Name (Affiliation)`, and the same over several lines. */
function partsOf({ pieces, found, text }: Taken): Parts {
  const { name, rest } = found.isCut === true ? { name: text, rest: [] } : personPieces(pieces)
  const below = (found.details ?? []).map(withoutNotes).filter((line) => line !== '')
  const capacity = /^\(?in (?:an?|his|her|their) (?:individual|personal|private) capacity\)?$/iu
  const said = [...rest, ...below.flatMap(detailPieces)].map((part) => part.replace(/^[|/\u2013\u2014-]\s+/u, ''))
  const notes = said.filter((part) => capacity.test(part) || /^(?:she|he|they)\/\p{L}+/iu.test(part))
  const kept = said.filter((part) => !notes.includes(part))
  const last = kept.at(-1)
  const country = last !== undefined && kept.length > 0 && isCountry(last) ? last : null
  const about = country === null ? kept : kept.slice(0, -1)
  const cut = about.findIndex((part) => !isPost(part) || hasLegalForm(part))
  const titles = cut < 0 ? about : about.slice(0, cut)
  const bodies = cut < 0 ? [] : about.slice(cut)
  return {
    name,
    title: titles.length > 0 ? titles.join(', ') : null,
    affiliation: bodies.length > 0 ? bodies.join(', ') : null,
    country,
    note: notes[0] ?? null,
  }
}

/** "Chair, Example Fund" below a name is a post and a body; other lines stay whole. */
function detailPieces(line: string): readonly string[] {
  const [first = '', ...rest] = piecesOf(line)
  return rest.length > 0 && isPost(first) ? [first, rest.join(', ')] : [line]
}

/** A body's name as printed; its country where the list puts countries in brackets; who signs for it. */
function bodyParts(
  { text, found, pieces }: Taken,
  { countries }: Habits,
): Omit<Parts, 'affiliation'> & { readonly representative: string | null } {
  const none = { title: null, country: null, note: null, representative: null }
  const signer = signerOf(text, pieces, found.details ?? [])
  if (signer !== undefined) return { ...none, ...signer }
  if (countries) {
    const { name, country, note } = countryBracket(text)
    if (country !== null || (note !== null && note.split(' ').length > 2)) return { ...none, name, country, note }
  }
  const last = pieces.at(-1) ?? ''
  const below = (found.details ?? []).find(isCountry)
  return { ...none, name: text, country: pieces.length > 1 && isCountry(last) ? last : (below ?? null) }
}

/** "Example Fund, represented by Ada Bell, Chair"; "Example Fund" with "Ada Bell, Chair" below it or behind a dash. */
function signerOf(
  text: string,
  pieces: readonly string[],
  details: readonly string[],
): Pick<ProposedSignatory, 'name' | 'representative' | 'title'> | undefined {
  const stated =
    /^(.+?)[,\s]+\(?(?:represented by|signed by|through|per|vertreten durch|representad[oa] por|représentée? par|rappresentat[oa] da)\s+(.+?)\)?$/iu.exec(
      text,
    )
  if (stated?.[1] !== undefined && stated[2] !== undefined) return signer(stated[1], piecesOf(stated[2]))
  const [first = '', ...rest] = details.flatMap((line) => [...piecesOf(line)])
  if (isPersonShaped(first) && !hasLegalForm(first) && rest.some(isPost)) return signer(text, [first, ...rest])
  const [name = '', person = '', ...more] = pieces
  return isPersonShaped(person) && more.length > 0 && more.every(isPost) ? signer(name, [person, ...more]) : undefined
}

const signer = (
  name: string,
  [person = '', ...posts]: readonly string[],
): Pick<ProposedSignatory, 'name' | 'representative' | 'title'> => ({
  name,
  representative: person,
  title: posts.length > 0 ? posts.join(', ') : null,
})
