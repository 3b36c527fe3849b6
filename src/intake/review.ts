import { gatherLetters } from './gather.ts'
import type { Proposal, ProposedLetter, ProposedSignatory } from './proposal.ts'
import type { ReviewAct, ReviewedText } from './review-act.ts'
import { appliedText } from './review-text.ts'

/** A name with more doubt than this is kept only once somebody has looked at it. */
export const doubtToDecide = 0.3

/** A proposal as it stands after what people decided about it. */
export type Review = {
  readonly letters: readonly ReviewLetter[]
  /** Names that somebody still has to look at, the most doubtful first. */
  readonly open: readonly ReviewName[]
}

/** One letter to one or several recipients, with the one list of all its editions. */
export type ReviewLetter = {
  readonly editions: readonly ReviewEdition[]
  /** In printed order; with those that were taken out, so that they can be put back in their place. */
  readonly names: readonly ReviewName[]
}

/** One edition: what stands around its list. */
export type ReviewEdition = {
  /** Its place among the letters of the proposal. */
  readonly number: number
  readonly draft: ProposedLetter
  /** Lines of the source that were not used. */
  readonly unused: readonly UnusedLine[]
}

/** A line that no part of the letter took up; `as`: what a person made of it. */
export type UnusedLine = { readonly number: number; readonly text: string; readonly as: LineUse | undefined }

/** What can become of a line that was not used. */
export type LineUse = 'name' | 'paragraph' | 'dismissed'

/** A name of the list, under review. */
export type ReviewName = {
  readonly id: string
  readonly signatory: ProposedSignatory
  /** Places among the letters of the proposal whose lists print it. */
  readonly editions: readonly number[]
  /** Somebody looked at it. */
  readonly isDecided: boolean
  /** Taken out: not a signatory. */
  readonly isDropped: boolean
}

/** Whether somebody still has to look at a name. */
export const isOpen = ({ isDropped, isDecided, signatory }: ReviewName): boolean =>
  !isDropped && !isDecided && signatory.doubt >= doubtToDecide

/**
 * What a proposal comes to after these acts, in their order. An act about a name that an earlier one replaced does
 * nothing, so that two people who decide at once do each other no harm.
 */
export function reviewOf(proposal: Proposal, acts: readonly ReviewAct[]): Review {
  const texts = new Map<number, ReviewedText>()
  const uses = new Map<string, KeptUse>()
  const lists = gatherLetters(proposal).map(({ editions, signatories }, letter) => ({
    editions,
    names: signatories.map(({ signatory, editions: printed }, place): ReviewName => ({
      ...{ id: `${letter}-${place}`, signatory, editions: printed },
      ...{ isDecided: false, isDropped: false },
    })),
  }))
  for (const act of acts) {
    if (act.act === 'text') {
      texts.set(act.edition, act.to)
      // Whoever typed the text had the lines placed before in front of them, and kept them or not.
      for (const [line, as] of uses)
        if (as === 'paragraph' && line.startsWith(`${act.edition}-`)) uses.set(line, 'in-text')
    } else if (act.act === 'line') uses.set(`${act.edition}-${act.line}`, act.as)
    else for (const list of lists) list.names = appliedNames(list.names, act)
  }
  const letters = lists.map(({ editions, names }): ReviewLetter => {
    const reviewed = editions.flatMap((number) => editionOf(proposal, number, { texts, uses }))
    return { editions: reviewed, names: [...names, ...reviewed.flatMap(placedNames)] }
  })
  const open = letters.flatMap(({ names }) => names.filter(isOpen))
  return { letters, open: open.toSorted((one, other) => other.signatory.doubt - one.signatory.doubt) }
}

/** `in-text`: a paragraph that somebody has typed around since. */
type KeptUse = LineUse | 'open' | 'in-text'

type NameAct = Exclude<ReviewAct, { act: 'text' | 'line' }>

function appliedNames(names: readonly ReviewName[], act: NameAct): ReviewName[] {
  switch (act.act) {
    case 'keep':
      return names.map((one) => (one.id === act.name ? { ...one, isDecided: true } : one))
    case 'keep-all':
      return names.map((one) => (isOpen(one) ? { ...one, isDecided: true } : one))
    case 'drop':
      return names.map((one) => (one.id === act.name ? { ...one, isDropped: true } : one))
    case 'restore':
      return names.map((one) => (one.id === act.name ? { ...one, isDropped: false, isDecided: true } : one))
    case 'set':
      return replaced(names, act)
    default:
      return act satisfies never
  }
}

/** Some names that stand one after the other become others: one that is renamed, two that are one, one that is two. */
function replaced(names: readonly ReviewName[], { names: ids, to }: Extract<NameAct, { act: 'set' }>): ReviewName[] {
  const standing = ids.flatMap((id) => names.find((one) => one.id === id && !one.isDropped) ?? [])
  const [first] = standing
  if (!first || standing.length < ids.length) return [...names]
  const editions = [...new Set(standing.flatMap((one) => one.editions))].toSorted((a, b) => a - b)
  const base = standing.reduce((sum, { signatory }) => merged(sum, signatory), first.signatory)
  const fresh = to.map((part, place): ReviewName => {
    const signatory = { ...base, ...part, doubt: 0 }
    return { id: `${first.id}.${place}`, signatory, editions, isDecided: true, isDropped: false }
  })
  return names.flatMap((one) => (one.id === first.id ? fresh : ids.includes(one.id) ? [] : [one]))
}

const merged = (one: ProposedSignatory, other: ProposedSignatory): ProposedSignatory => ({
  ...one,
  title: one.title ?? other.title,
  affiliation: one.affiliation ?? other.affiliation,
  representative: one.representative ?? other.representative,
  group: one.group ?? other.group,
  country: one.country ?? other.country,
  note: one.note ?? other.note,
  ...(one.lines && other.lines && { lines: [one.lines[0], Math.max(one.lines[1], other.lines[1])] as const }),
})

function editionOf(
  proposal: Proposal,
  number: number,
  { texts, uses }: { readonly texts: ReadonlyMap<number, ReviewedText>; readonly uses: ReadonlyMap<string, KeptUse> },
): readonly ReviewEdition[] {
  const read = proposal.letters[number]
  if (!read) return []
  const unused = (read.leftOut ?? []).map((text, line): UnusedLine => {
    const as = uses.get(`${number}-${line}`)
    return { number: line, text, as: as === 'open' ? undefined : as === 'in-text' ? 'paragraph' : as }
  })
  const text = texts.get(number)
  const draft = text ? appliedText(read, text) : read
  const placed = unused
    .filter(({ number: line }) => uses.get(`${number}-${line}`) === 'paragraph')
    .map(({ text: words }) => ({ text: words, links: [] }))
  return [{ number, draft: { ...draft, paragraphs: [...draft.paragraphs, ...placed] }, unused }]
}

/** Lines that were not used and are names after all stand at the end of the list. */
const placedNames = ({ number, unused }: ReviewEdition): readonly ReviewName[] =>
  unused
    .filter(({ as }) => as === 'name')
    .map(({ number: line, text }) => ({
      id: `line-${number}-${line}`,
      signatory: { ...nothingKnown, name: text },
      editions: [number],
      isDecided: true,
      isDropped: false,
    }))

const nothingKnown: Omit<ProposedSignatory, 'name'> = {
  kind: 'organization',
  title: null,
  affiliation: null,
  representative: null,
  group: null,
  country: null,
  note: null,
  doubt: 0,
}
