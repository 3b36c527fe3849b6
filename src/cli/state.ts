import { parsePartialDate } from '#kernel'
import { findLetter, letterStates, setState, type StateWish } from '#letters'
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
    const [place = '', wished = '', ...more] = read.words
    const named = letterPlaceOf(place)
    if (!named || more.length > 0) return (say('"state" needs CAMPAIGN/LETTER, as in its address, and a state.'), 2)
    const wish = wishOf(wished, read.texts.get('until'))
    if (typeof wish === 'string') return (say(wish), 2)
    const outcome = await withHouse(means, (house) =>
      house.database.transaction(async (tx) => {
        const found = await findLetter(tx, named.campaign, named.letter)
        if (!found) return { kind: 'no-such-letter' } as const
        return await setState(tx, found.campaign, found.letter.id, wish, { ...house, by: 'server' })
      }),
    )
    switch (outcome.kind) {
      case 'set':
        return (say(`“${place}” is ${wished} now. Its pages follow within a second or two.`), 0)
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

/** The wish, or a sentence that says what is wrong with it. */
function wishOf(wished: string, until: string | undefined): StateWish | string {
  const known = letterStates.find((one) => one === wished)
  if (known === undefined) return `“${wished}” is no state: choose draft, private, embargoed, published or closed.`
  if (known !== 'embargoed') return until === undefined ? { state: known } : 'Only “embargoed” takes --until.'
  const moment = momentOf(until ?? '')
  return moment
    ? { state: known, until: moment }
    : 'Say until when, with date, time and zone: --until 2027-01-01T09:00Z'
}

/** A moment with its zone: without one it would be another hour on another machine. The day must be in the calendar. */
function momentOf(typed: string): Date | undefined {
  const [, day = ''] = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})$/.exec(typed) ?? []
  const moment = new Date(typed)
  return parsePartialDate(day) === undefined || Number.isNaN(moment.getTime()) ? undefined : moment
}
