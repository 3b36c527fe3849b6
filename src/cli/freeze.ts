import { wordsFor } from '#kernel'
import { findLetter, freezeLetter, sentenceOfWarning, type FreezeOutcome, type TextChange } from '#letters'
import { signOnsOf } from '#organizations'
import type { Command } from './command.ts'
import { readArguments } from './arguments.ts'
import { withHouse } from './database.ts'
import { letterPlaceOf } from './place.ts'
import { printable } from './printable.ts'
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
    const frozen = await withHouse(means, (house) =>
      house.database.transaction(async (tx) => {
        const found = await findLetter(tx, named.campaign, named.letter)
        if (!found) return undefined
        const { campaign, letter } = found
        return {
          ...(await freezeLetter(tx, campaign.id, letter.id, { ...house, by: 'server', change })),
          named: await signOnsOf(tx, campaign.id, letter.id),
        }
      }),
    )
    if (!frozen) return (say(`There is no letter ${place}.`), 2)
    for (const warning of frozen.warnings)
      say(printable(wordsFor('en').source.at(warning.line, sentenceOfWarning(warning, 'en'))))
    await sayUnprintable(frozen.named, means)
    for (const outcome of frozen.editions) say(sentenceOf(outcome))
    return frozen.editions.some(({ kind }) => kind === 'empty' || kind === 'earlier') ? 2 : 0
  },
}

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
