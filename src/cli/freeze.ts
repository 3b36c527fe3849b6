import { wordsFor } from '#kernel'
import { draftTexts, findLetter, sentenceOfWarning, type FreezeOutcome, type TextChange } from '#letters'
import { freezeAndFollow, signOnsOf } from '#organizations'
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
Where the campaign wants two people for it (undersigned rules), they agree on the pages for organizers; only texts
that they agreed on to the letter are then fixed here.
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
    if (frozen.kind === 'gone') return (say(`There is no letter ${place}.`), 2)
    if (frozen.kind !== 'done') return (sayNeedsTwo(named.campaign, say), 2)
    for (const warning of frozen.warnings)
      say(printable(wordsFor('en').source.at(warning.line, sentenceOfWarning(warning, 'en'))))
    await sayUnprintable(frozen.named, means)
    for (const outcome of frozen.editions) say(sentenceOf(outcome))
    if (frozen.carried > 0) say(wordsOf(frozen.carried, 'carried over to the corrected text.'))
    if (frozen.asked > 0) say(wordsOf(frozen.asked, 'asked by mail to sign the new text.'))
    return frozen.editions.some(({ kind }) => kind === 'empty' || kind === 'earlier') ? 2 : 0
  },
}

/** Fixes the texts as they stand, and carries over or asks whoever signed on to those before. */
async function freezeAt(tx: Tx, place: LetterPlace, said: TextChange, house: SealedHouse) {
  const found = await findLetter(tx, place.campaign, place.letter)
  const drafts = found && (await draftTexts(tx, found.campaign.id, found.letter.id))
  if (!found || !drafts) return { kind: 'gone' } as const
  const [campaign, letter] = [found.campaign.id, found.letter.id]
  const change = drafts.drafts.some(({ fate }) => fate === 'replaces') ? said : undefined
  const wish = { campaign, letter, by: 'server', change, seen: drafts.digest } as const
  const frozen = await freezeAndFollow(tx, wish, house)
  return frozen.kind === 'done' ? { ...frozen, named: await signOnsOf(tx, campaign, letter) } : frozen
}

function sayNeedsTwo(campaign: string, say: (line: string) => void): void {
  say(
    'Nothing was fixed: this campaign wants two people for it. One proposes it on the pages for organizers, where the',
  )
  say(`other approves it. Is nobody left there? Lift the rule: undersigned rules ${campaign} --one freeze`)
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
