import { findLetter, letterStates, setState, type LetterState, type StateWish } from '#letters'
import type { Command } from './command.ts'
import { readArguments } from './arguments.ts'
import { withHouse } from './database.ts'
import { letterPlaceOf } from './place.ts'

export const state: Command = {
  help: `Usage: undersigned state CAMPAIGN/LETTER draft|private|published|closed
       undersigned state CAMPAIGN/LETTER embargoed --until 2026-12-01T09:00Z

Sets who may read a letter. Drafts, private and embargoed letters answer 404 to strangers and are not indexed.
An embargo ends by itself at its moment. Names of campaign and letter are those in its address.
`,
  run: async (args, means) => {
    const read = readArguments(args, { until: { type: 'string' } })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [place = '', wished = ''] = read.words
    const named = letterPlaceOf(place)
    const wish = wishOf(wished, read.texts.get('until'))
    if (read.words.length !== 2 || !named || wish === undefined)
      return (say('"state" needs CAMPAIGN/LETTER and a state; "embargoed" needs --until with date, time and zone.'), 2)
    const outcome = await withHouse(means, (house) =>
      house.database.transaction(async (tx) => {
        const found = await findLetter(tx, named.campaign, named.letter)
        if (!found) return { kind: 'no-such-letter' } as const
        return await setState(tx, found.campaign, found.letter.id, wish, house)
      }),
    )
    switch (outcome.kind) {
      case 'set':
        return (say(`"${place}" is ${wished} now.`), 0)
      case 'no-such-letter':
        return (say(`There is no letter ${place}.`), 2)
      case 'not-frozen':
        return (say('Its text is not fixed yet, and strangers only ever read fixed texts.'), 2)
      case 'past-moment':
        return (say('That moment has passed already.'), 2)
      default:
        return outcome satisfies never
    }
  },
}

function wishOf(wished: string, until: string | undefined): StateWish | undefined {
  const known: LetterState | undefined = letterStates.find((one) => one === wished)
  if (known === undefined || (known === 'embargoed') !== (until !== undefined)) return undefined
  if (known !== 'embargoed') return { state: known }
  const moment = new Date(until ?? '')
  // Without a zone the moment would mean another hour on another machine.
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(until ?? '')
  return Number.isNaN(moment.getTime()) || !zoned ? undefined : { state: known, until: moment }
}
