import { wordsFor } from '#kernel'
import { comparisonInWords } from './compare-lists.ts'
import { findPassages } from './passages.ts'
import type { ProposedLetter, ProposedPassage, ProposedSignatory } from './proposal.ts'
import type { PrintedLists } from './read-lists.ts'
import { isDouble, oddsOfOneLetter, shared, surelyOneLetter, traitsOf, type LetterTraits } from './same-letter.ts'

/** A letter of one of several files. */
export type FiledLetter = {
  readonly letter: ProposedLetter
  readonly lists: PrintedLists
  /** The file its text stands in, and the one its signatories and their lines stand in. */
  readonly file: number
  readonly listFile: number
}

/** The files of one case as one: letters once each, lists with the letters they belong to. */
export type GatheredFiles = {
  readonly letters: readonly FiledLetter[]
  readonly passages: readonly ProposedPassage[]
  /** Letters that are one letter, in several languages or to several recipients: indexes into `letters`. */
  readonly groups: readonly (readonly number[])[]
  /** What was put together and what the lists have in common, in words. */
  readonly sentences: readonly string[]
}

type Known = FiledLetter & { readonly traits: LetterTraits }

/** More letters are not compared with each other: so many are an archive, not a case. */
const mostLetters = 60

/**
 * Puts the letters of several files together. The same letter in two formats is one; a list without letter joins the
 * letter without list; editions are recognized by what they share; lists are compared. Nothing is dropped unsaid.
 */
export function gatherFiles(letters: readonly FiledLetter[], files: readonly string[]): GatheredFiles {
  const whole = new Set(letters.map(({ file }) => file)).size < 2 || letters.length > mostLetters
  const known = letters.map((one): Known => ({ ...one, traits: traitsOf(one.letter) }))
  if (whole) return { letters, passages: findPassages(textsOf(letters)), groups: groupsOf(known), sentences: [] }
  const once = withoutDoubles(known, files)
  const joined = withLists(once.letters, files)
  const kept = joined.letters.map(({ letter, lists, file, listFile }) => ({ letter, lists, file, listFile }))
  const groups = groupsOf(joined.letters)
  return {
    letters: kept,
    passages: findPassages(textsOf(kept)),
    groups,
    sentences: [...once.sentences, ...joined.sentences, ...compared(kept, groups, files)],
  }
}

const textsOf = (letters: readonly FiledLetter[]): readonly ProposedLetter[] => letters.map(({ letter }) => letter)

const hasText = ({ letter }: FiledLetter): boolean => letter.paragraphs.length > 0

/** Letters that are one letter, in the order of the first of each. */
function groupsOf(known: readonly Known[]): readonly (readonly number[])[] {
  const leader = known.map((_, at) => at)
  for (const [at, one] of known.entries())
    for (const [before, other] of known.slice(0, at).entries())
      if (known.length <= mostLetters && leader[at] !== leader[before] && areOne(one, other)) {
        const [from, to] = [leader[at], leader[before] ?? before]
        for (const [index, head] of leader.entries()) if (head === from) leader[index] = to
      }
  return [...Map.groupBy(leader.keys(), (at) => leader[at] ?? at).values()]
}

const areOne = (one: Known, other: Known): boolean =>
  hasText(one) && hasText(other) && oddsOfOneLetter(one.traits, other.traits) >= surelyOneLetter

type Step = { readonly letters: readonly Known[]; readonly sentences: readonly string[] }

/** The same letter in two files stands once: from the file that gave more names, then more links, then the first. */
function withoutDoubles(known: readonly Known[], files: readonly string[]): Step {
  const say = wordsFor('en').intake.gathered
  const sentences: string[] = []
  const kept: Known[] = []
  for (const one of known) {
    const at = kept.findIndex(
      (other) => other.file !== one.file && hasText(other) && hasText(one) && isDouble(other.traits, one.traits),
    )
    const other = kept[at]
    if (other === undefined) {
      kept.push(one)
      continue
    }
    const [taken, left] = richness(one) > richness(other) ? [one, other] : [other, one]
    kept[at] = taken
    sentences.push(say.double(called(taken, files), called(left, files)))
    sentences.push(...comparedPair(taken, left, files))
  }
  return { letters: kept, sentences }
}

function richness({ letter }: Known): number {
  const links = letter.paragraphs.flatMap((paragraph) => paragraph.links.filter(({ href }) => href !== null)).length
  return letter.signatories.length * 1000 + links
}

const called = ({ file }: FiledLetter, files: readonly string[]): string => files[file] ?? ''

const namesOf = ({ letter }: FiledLetter): readonly string[] => letter.signatories.map(({ name }) => name)

function comparedPair(one: FiledLetter, other: FiledLetter, files: readonly string[]): readonly string[] {
  if (one.letter.signatories.length === 0 || other.letter.signatories.length === 0) return []
  const [first, second] = [one, other].map((each) => ({ called: files[each.listFile] ?? '', names: namesOf(each) }))
  return first && second && one.listFile !== other.listFile ? comparisonInWords(first, second) : []
}

/** Gives lists without a letter to the one letter without a list. */
function withLists(known: readonly Known[], files: readonly string[]): Step {
  const say = wordsFor('en').intake.gathered
  const alone = known.filter((one) => !hasText(one) && one.letter.signatories.length > 0)
  const texts = known.filter(hasText)
  if (alone.length === 0 || texts.length === 0) return { letters: known, sentences: [] }
  const groups = groupsOf(texts).map((group) => group.flatMap((at) => texts[at] ?? []))
  const lacking = groups.filter((group) => group.every((one) => lacksList(one, alone)))
  const [target] = lacking
  if (lacking.length !== 1 || target === undefined) {
    const whose = groups.length === 1 ? texts[0] : undefined
    const told = whose === undefined ? alone.map((one) => say.whose(called(one, files))) : []
    return {
      letters: known,
      sentences: [...told, ...alone.flatMap((one) => (whose ? comparedPair(whose, one, files) : []))],
    }
  }
  const sentences = alone.map((one) =>
    say.joined(
      called(one, files),
      target.map((each) => called(each, files)),
    ),
  )
  const letters = known
    .filter((one) => !alone.includes(one))
    .map((one) => (target.includes(one) ? withList(one, alone) : one))
  return { letters, sentences }
}

/** A few lines that no list knows were taken for names, where a list of its own came with the letter. */
function lacksList({ letter, traits }: Known, lists: readonly Known[]): boolean {
  const longest = Math.max(...lists.map((one) => one.letter.signatories.length))
  const few = letter.signatories.length <= Math.max(3, longest * 0.1)
  return (
    letter.signatories.length === 0 ||
    (few && lists.every((one) => (shared(traits.names, one.traits.names, 1) ?? 0) < 0.1))
  )
}

function withList(one: Known, lists: readonly Known[]): Known {
  const say = wordsFor('en').intake
  const replaced = namesOf(one).map((name) => say.warning.leftOut(name.slice(0, 80)))
  // Of the letter alone it was right that it names nobody; of the two together it is not.
  const own = one.letter.warnings.filter((warning) => warning !== say.warning.noList)
  const theirs = lists.flatMap((list) => list.letter.warnings.filter((warning) => warning !== say.warning.noParagraphs))
  const [first] = lists
  const signatories = lists.flatMap((list) =>
    list === first ? list.letter.signatories : list.letter.signatories.map(withoutLines),
  )
  const letter = { ...one.letter, signatories, warnings: [...own, ...replaced, ...theirs] }
  const joined = { ...one, letter, listFile: first?.file ?? one.file }
  return {
    ...joined,
    lists: { letterhead: one.lists.letterhead, signatures: signatories.map(({ name }) => name) },
    traits: traitsOf(letter),
  }
}

/** Lines are those of the first list's file; of a name from another file they would show another. */
function withoutLines(signatory: ProposedSignatory): ProposedSignatory {
  const { lines, ...rest } = signatory
  return lines === undefined ? signatory : rest
}

/** What the lists of editions have in common: each against the first one of its letter. */
function compared(
  letters: readonly FiledLetter[],
  groups: readonly (readonly number[])[],
  files: readonly string[],
): readonly string[] {
  const say = wordsFor('en').intake.gathered
  return groups.flatMap((group) => {
    const editions = group.flatMap((at) => letters[at] ?? [])
    const [first, ...rest] = editions
    if (first === undefined || rest.length === 0) return []
    const told = say.editions(editions.map((one) => `${called(one, files)} (${one.letter.language})`))
    return [told, ...rest.flatMap((one) => comparedPair(first, one, files))]
  })
}
