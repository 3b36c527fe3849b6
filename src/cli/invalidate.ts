import { findLetter } from '#letters'
import { beginReviewBy, listReviews, parseCondition, strikeNow, tryCondition, type Matching } from '#signatures'
import { readArguments } from './arguments.ts'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { letterPlaceOf, type LetterPlace } from './place.ts'
import { printable } from './printable.ts'
import { agreed, numberOf, reasonOf, withReviewHouse, type ReviewHouse } from './review-house.ts'
import { runReview } from './run-review.ts'

export const invalidate: Command = {
  help: `Usage: undersigned invalidate CAMPAIGN/LETTER --where "CONDITION" --reason "TEXT" [--count | --yes]
       undersigned invalidate CAMPAIGN --undo NUMBER [--reason "TEXT"] [--yes]

Strikes signatures out of the count by a condition. Counts them first, shows up to 20 names, and asks. The public log
says which leaves, and the reason; nobody is told by mail. It can be undone (--undo, with the number of the review).
Ctrl-C ends it after the batch in hand; what it did stays done, and can be undone. Where the campaign wants two people
for it (undersigned rules), it is proposed and approved on the pages for organizers; to undo takes one.

  --where    KEY=VALUE, joined by “and”: domain=example.net, network-of=192.0.2.1 (its /24 or /48),
             subnet-of=2001:db8::1 (its /64), from=2026-11-23T08:00Z, until=2026-11-24, leaves=100..200,
             shape-of="Ada Kowalska" (names built alike), signal=honeypot|no-token|stale|cross-site|drawn-name|
             quick-form|quick-mail. What was signed more than 30 days ago is found by time and leaves only.
  --count    only count and show
  --yes      do not ask
`,
  run: async (args, means) => {
    const [text, flag] = [{ type: 'string' } as const, { type: 'boolean' } as const]
    const read = readArguments(args, { where: text, reason: text, undo: text, count: flag, yes: flag })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [place = '', ...more] = read.words
    const [where, undone, reason] = [
      read.texts.get('where'),
      read.texts.get('undo'),
      reasonOf(read.texts.get('reason')),
    ]
    const isSure = read.flags.has('yes')
    if (place === '' || more.length > 0 || (where === undefined) === (undone === undefined))
      return (say('"invalidate" needs CAMPAIGN/LETTER with --where, or CAMPAIGN with --undo.'), 2)
    if (undone !== undefined) {
      const wish = { number: numberOf(undone), reason: reason || 'invalidated by mistake', isSure }
      return withReviewHouse(means, place.split('/', 1)[0] ?? '', (house) => undo(house, wish, means))
    }
    const named = letterPlaceOf(place)
    if (!named) return (say('"invalidate" needs CAMPAIGN/LETTER, as in its address.'), 2)
    const isDry = read.flags.has('count')
    if (!reason && !isDry) return (say('Say why with --reason "…": the public log will say it.'), 2)
    const wish = { named, where: where ?? '', reason: reason ?? '', isSure, isDry }
    return withReviewHouse(means, named.campaign, (house) => strike(house, wish, means))
  },
}

type Strike = {
  readonly named: LetterPlace
  readonly where: string
  readonly reason: string
  readonly isSure: boolean
  readonly isDry: boolean
}

async function strike(house: ReviewHouse, wish: Strike, means: CommandMeans): Promise<ExitCode> {
  const { database, campaign, vault } = house
  const { say } = means.terminal
  const parsed = parseCondition(wish.where, vault, campaign.id)
  if (parsed.kind === 'wrong') return (say(parsed.sentence), 2)
  const found = await database.read(async (tx) => {
    const place = await findLetter(tx, wish.named.campaign, wish.named.letter)
    return place && tryCondition(tx, campaign.id, place.letter.id, parsed.condition, vault)
  })
  if (!found) return (say(`There is no letter ${wish.named.campaign}/${wish.named.letter}.`), 2)
  tell(found, means)
  if (wish.isDry || found.matching === 0) return 0
  const sure = await agreed(means, `Strike these ${found.matching.toLocaleString('en')} out of the count?`, wish.isSure)
  if (sure === undefined) return (say('Nothing was changed. Nobody is here to answer: use --yes to agree.'), 2)
  if (!sure) return (say('Nothing was changed.'), 0)
  const striking = { by: 'server', scope: found.scope, reason: wish.reason } as const
  const outcome = await database.transaction((tx) => strikeNow(tx, striking, house))
  if (outcome.kind === 'begun') return runReview(outcome.run, found.matching, house, means)
  say(
    'Nothing was changed: this campaign wants two people for it. One proposes it on the pages for organizers, where the',
  )
  say(`other approves it. Is nobody left there? Lift the rule: undersigned rules ${campaign.slug} --one invalidate`)
  return 2
}

function tell({ matching, counting, samples }: Matching, { terminal }: CommandMeans): void {
  const held = matching - counting
  terminal.say(
    `${matching.toLocaleString('en')} signatures fit${held > 0 ? `, ${held.toLocaleString('en')} of them held already` : ''}.`,
  )
  for (const { index, name } of samples)
    terminal.say(`  ${String(index).padStart(8)}  ${name === undefined ? '(erased)' : printable(name)}`)
}

async function undo(
  house: ReviewHouse,
  wish: { readonly number: number; readonly reason: string; readonly isSure: boolean },
  means: CommandMeans,
): Promise<ExitCode> {
  const { database, campaign } = house
  const { say } = means.terminal
  const about = (await database.read((tx) => listReviews(tx, campaign.id))).find(({ number }) => number === wish.number)
  if (about?.act !== 'inv') return (say(`Review ${wish.number} invalidated nothing.`), 2)
  const sure = await agreed(means, `Restore ${about.done.toLocaleString('en')} signatures?`, wish.isSure)
  if (sure === undefined) return (say('Nothing was changed. Nobody is here to answer: use --yes to agree.'), 2)
  if (!sure) return (say('Nothing was changed.'), 0)
  const { number, reason } = wish
  const undoing = { by: 'server', campaign: campaign.id, about: number, act: 'uninv', reason } as const
  const outcome = await database.transaction((tx) => beginReviewBy(tx, undoing, house))
  if (outcome.kind !== 'begun') return (say('It cannot be undone.'), 2)
  return runReview(outcome.run, outcome.of, house, means)
}
