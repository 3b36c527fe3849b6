import type { LineUse, Review, ReviewAct, ReviewName } from '#intake'
import { oneLine, wordsFor } from '#kernel'
import { html, type Markup } from '#typeset'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, lineField, typedIn } from './write-fields.ts'

/** A name as it stands in its form; two names on two lines are two. */
export type NameFields = Readonly<
  Record<'names' | 'kind' | 'title' | 'affiliation' | 'representative' | 'country' | 'group' | 'note', string>
>

/** What somebody posted about a proposal, as an act. */
export type PostedAct =
  | { readonly kind: 'act'; readonly act: ReviewAct }
  | { readonly kind: 'wrong'; readonly fields: NameFields; readonly errors: readonly FieldError[] }
  /** Not as many names are open as were shown. */
  | { readonly kind: 'count' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'bad' }

type Seen = {
  readonly review: Review
  /** The name that was posted, as it stands now, between its neighbors. */
  readonly name: ReviewName | undefined
  readonly before?: ReviewName
  readonly next?: ReviewName
}

const longestName = 200
const mostSplit = 20
const facts = ['title', 'affiliation', 'representative', 'country', 'group', 'note'] as const

const acting = (act: ReviewAct): PostedAct => ({ kind: 'act', act })

/** Reads the button that was pressed. */
export function actIn(posted: URLSearchParams, seen: Seen, language: string): PostedAct {
  const pressed = posted.get('do') ?? ''
  const { name, review } = seen
  if (pressed === 'keep-all')
    return posted.get('count') === String(review.open.length) ? acting({ act: 'keep-all' }) : { kind: 'count' }
  if (pressed.startsWith('line-')) return lineIn(pressed.slice('line-'.length), posted, review)
  if (!name) return { kind: posted.has('name') ? 'gone' : 'bad' }
  if (pressed === 'restore') return name.isDropped ? acting({ act: 'restore', name: name.id }) : { kind: 'gone' }
  if (name.isDropped) return { kind: 'gone' }
  if (pressed === 'keep') return acting({ act: 'keep', name: name.id })
  if (pressed === 'drop') return acting({ act: 'drop', name: name.id })
  if (pressed === 'join-before') return joined(seen.before, name)
  if (pressed === 'join-next') return joined(name, seen.next)
  if (pressed.startsWith('split-')) return split(name, Number(pressed.slice('split-'.length)))
  return pressed === 'set' ? setIn(posted, name, language) : { kind: 'bad' }
}

function joined(one: ReviewName | undefined, other: ReviewName | undefined): PostedAct {
  if (!one || !other) return { kind: 'gone' }
  const name = `${one.signatory.name} ${other.signatory.name}`
  return acting({ act: 'set', names: [one.id, other.id], to: [{ name }] })
}

function split({ id, signatory }: ReviewName, at: number): PostedAct {
  const parts = [signatory.name.slice(0, at).trim(), signatory.name.slice(at).trim()]
  if (!Number.isSafeInteger(at) || parts.some((part) => part === '')) return { kind: 'bad' }
  return acting({ act: 'set', names: [id], to: parts.map((name) => ({ name })) })
}

const uses: readonly (LineUse | 'open')[] = ['name', 'paragraph', 'dismissed', 'open']

function lineIn(pressed: string, posted: URLSearchParams, { letters }: Review): PostedAct {
  const as = uses.find((use) => use === pressed)
  const [edition, line] = [Number(posted.get('edition') ?? -1), Number(posted.get('line') ?? -1)]
  const found = letters.flatMap((letter) => letter.editions).find(({ number }) => number === edition)
  if (!as) return { kind: 'bad' }
  return found?.unused.some(({ number }) => number === line)
    ? acting({ act: 'line', edition, line, as })
    : { kind: 'gone' }
}

function setIn(posted: URLSearchParams, { id }: ReviewName, language: string): PostedAct {
  const words = wordsFor(language).bring.errors
  const fields = fieldsPosted(posted)
  const names = fields.names
    .split('\n')
    .map((one) => oneLine(one.toWellFormed()))
    .filter((one) => one !== '')
  const said =
    names.length === 0
      ? words.noName
      : names.some((one) => [...one].length > longestName) || names.length > mostSplit
        ? words.longName
        : undefined
  if (said !== undefined) return { kind: 'wrong', fields, errors: [{ field: 'names', said }] }
  const kind = fields.kind === 'person' ? 'person' : 'organization'
  const fact = (of: (typeof facts)[number]): string | null => oneLine(fields[of].toWellFormed()).slice(0, 2000) || null
  const known = {
    ...{ title: fact('title'), affiliation: fact('affiliation'), representative: fact('representative') },
    ...{ country: fact('country'), group: fact('group'), note: fact('note') },
  }
  return acting({ act: 'set', names: [id], to: names.map((name) => ({ ...known, kind, name })) })
}

const fieldsPosted = (posted: URLSearchParams): NameFields => ({
  names: typedIn(posted, 'names'),
  kind: typedIn(posted, 'kind'),
  title: typedIn(posted, 'title'),
  affiliation: typedIn(posted, 'affiliation'),
  representative: typedIn(posted, 'representative'),
  country: typedIn(posted, 'country'),
  group: typedIn(posted, 'group'),
  note: typedIn(posted, 'note'),
})

/** A name as it was read, in its form. */
export const fieldsOfName = ({ signatory }: ReviewName): NameFields => ({
  names: signatory.name,
  kind: signatory.kind,
  title: signatory.title ?? '',
  affiliation: signatory.affiliation ?? '',
  representative: signatory.representative ?? '',
  country: signatory.country ?? '',
  group: signatory.group ?? '',
  note: signatory.note ?? '',
})

/** The fields of a name's form. */
export function changeFields(fields: NameFields, errors: readonly FieldError[], language: string): Markup {
  const words = wordsFor(language).bring.change
  return html`${areaField({ id: 'names', label: words.names, hint: words.namesHint, value: fields.names, rows: 3, errors })}
  ${choiceField({ id: 'kind', label: words.kind, value: fields.kind, options: Object.entries(words.kinds), errors })}
  ${facts.map((id) => lineField({ id, label: words.fields[id], value: fields[id], errors }))}`
}
