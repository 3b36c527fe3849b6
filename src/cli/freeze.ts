import { wordsFor } from '#kernel'
import { findLetter, freezeLetter, sentenceOfWarning, type FreezeOutcome, type TextChange } from '#letters'
import { carryConsents, signOnsOf } from '#organizations'
import type { Tx } from '#platform'
import type { Command } from './command.ts'
import { readArguments } from './arguments.ts'
import { letterPlaceOf, type LetterPlace } from './place.ts'
import { printable } from './printable.ts'
import { withSealedHouse, type SealedHouse } from './sealed-house.ts'
import { sayUnprintable } from './unprintable-names.ts'

export const freeze: Command = {
  help: `Usage: undersigned freeze CAMPAIGN/LETTER [--correction]

Fixes the present text of every edition of a letter as its next version. A fixed text has a hash and never changes;
only fixed texts can be made public. An edition whose text did not change keeps its version.
A text that replaces another is a change, which organizations sign anew, unless you say that it is a --correction:
whoever allowed that when they signed is then carried over. The act stands in the trail as the server's own.
What the editions do not keep of the source is told with its line.
Names of campaign and letter are those in its address.
`,
  run: async (args, means) => {
    const read = readArguments(args, { correction: { type: 'boolean' } })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [place = '', ...more] = read.words
    const named = letterPlaceOf(place)
    if (!named || more.length > 0) return (say('"freeze" needs CAMPAIGN/LETTER.'), 2)
    const change = read.flags.has('correction') ? 'correction' : 'change'
    const frozen = await withSealedHouse(means, (house) =>
      house.database.transaction((tx) => freezeAt(tx, named, change, house)),
    )
    if (!frozen) return (say(`There is no letter ${place}.`), 2)
    for (const warning of frozen.warnings)
      say(printable(wordsFor('en').source.at(warning.line, sentenceOfWarning(warning, 'en'))))
    await sayUnprintable(frozen.named, means)
    for (const outcome of frozen.editions) say(sentenceOf(outcome))
    if (frozen.carried > 0) say(wordsOf(frozen.carried, 'carried over to the corrected text.'))
    if (frozen.asked > 0) say(wordsOf(frozen.asked, 'asked by mail to sign the new text.'))
    return frozen.editions.some(({ kind }) => kind === 'empty' || kind === 'earlier') ? 2 : 0
  },
}

/** Fixes the texts, and carries over or asks whoever signed on to those before. */
async function freezeAt(tx: Tx, place: LetterPlace, change: TextChange, house: SealedHouse) {
  const found = await findLetter(tx, place.campaign, place.letter)
  if (!found) return undefined
  const [campaign, letter] = [found.campaign.id, found.letter.id]
  const freezing = await freezeLetter(tx, campaign, letter, { ...house, by: 'server', change })
  const versions = freezing.editions.flatMap((one) => (one.kind === 'frozen' ? [one.version.hash] : []))
  const followed = await carryConsents(tx, { campaign, letter, versions, change }, house)
  return { ...freezing, ...followed, named: await signOnsOf(tx, campaign, letter) }
}

const wordsOf = (count: number, what: string): string =>
  `${count === 1 ? 'One organization was' : `${count} organizations were`} ${what}`

function sentenceOf(outcome: FreezeOutcome): string {
  switch (outcome.kind) {
    case 'frozen':
      return `Edition to ${outcome.edition}: version ${outcome.version.number} fixed${saidOf(outcome.version.change)}, ${outcome.version.hash}`
    case 'unchanged':
      return `Edition to ${outcome.edition}: unchanged since version ${outcome.version.number}, ${outcome.version.hash}`
    case 'earlier':
      return `Edition to ${outcome.edition}: this is the text of version ${outcome.version.number} again, which was replaced since. Nothing was fixed: change a word, and it becomes a version of its own.`
    case 'empty':
      return `Edition to ${outcome.edition}: has no text, so there is nothing to fix.`
    default:
      return outcome satisfies never
  }
}

const saidOf = (change: TextChange | undefined): string => (change === undefined ? '' : ` as a ${change}`)
