import {
  beginReviewBy,
  leavesOfReview,
  listReviews,
  samplesOf,
  type Review,
  type ReviewAct,
  type StandingAct,
} from '#signatures'
import { readArguments } from './arguments.ts'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { printable } from './printable.ts'
import { agreed, numberOf, reasonOf, withReviewHouse, type ReviewHouse } from './review-house.ts'
import { runReview } from './run-review.ts'

export const review: Command = {
  help: `Usage: undersigned review CAMPAIGN
       undersigned review CAMPAIGN --free NUMBER [--reason TEXT] [--yes]
       undersigned review CAMPAIGN --hold NUMBER [--reason TEXT] [--yes]

Lists what the review found: clusters of signatures that behave as no crowd of people does. They are held, out of the
count and off the list of names, until you free them. What is only flagged is worth a look; nobody is held for it.
Names are shown here only; they go into no log and no file.

  --free NUMBER   let a held cluster stand: its signatures return to count and list, and are not held again by themselves
  --hold NUMBER   hold a flagged cluster, or one that was freed by mistake
  --reason TEXT   why, as the public log will say it
  --yes           do not ask
`,
  run: async (args, means) => {
    const text = { type: 'string' } as const
    const read = readArguments(args, { free: text, hold: text, reason: text, yes: { type: 'boolean' } })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [slug = '', ...more] = read.words
    const [free, hold] = [read.texts.get('free'), read.texts.get('hold')]
    if (slug === '' || more.length > 0) return (say('"review" needs one CAMPAIGN, as in its address.'), 2)
    if (free !== undefined && hold !== undefined) return (say('Free or hold, not both at once.'), 2)
    return withReviewHouse(means, slug, (house) => {
      if (free === undefined && hold === undefined) return list(house, means)
      const act = free === undefined ? 'hold' : 'free'
      const reason = reasonOf(read.texts.get('reason')) ?? reasons[act]
      const wish = { act, reason, number: numberOf(free ?? hold ?? ''), isSure: read.flags.has('yes') } as const
      return actOn(house, wish, means)
    })
  },
}

const reasons = { free: 'looked at: these are people', hold: 'looked at: these are not people' } as const

/** The act in the past tense, as lists say it. */
const said: Readonly<Record<ReviewAct, string>> = {
  flag: 'flagged',
  hold: 'held',
  free: 'freed',
  inv: 'invalidated',
  uninv: 'restored',
}

async function list({ database, campaign, vault }: ReviewHouse, { terminal }: CommandMeans): Promise<ExitCode> {
  const found = await database.read(async (tx) => {
    const reviews = await listReviews(tx, campaign.id)
    const shown = reviews.filter(({ act }) => act === 'hold' || act === 'flag').slice(0, 20)
    const names = new Map<Review, string>()
    for (const one of shown) {
      const samples = await samplesOf(tx, campaign.id, await leavesOfReview(tx, campaign.id, one, 5), vault)
      names.set(one, samples.map(({ name }) => (name === undefined ? '(erased)' : printable(name))).join(' · '))
    }
    return { reviews, names }
  })
  if (found.reviews.length === 0) terminal.out('Nothing was found or done yet.\n')
  for (const one of found.reviews) terminal.out(`${lineOf(one, found.names.get(one))}\n`)
  return 0
}

function lineOf(one: Review, names: string | undefined): string {
  const cut = one.cancelledAt ? ', stopped on the way' : one.finishedAt ? '' : ', not finished'
  const head = `${String(one.number).padStart(4)}  ${one.startedAt.toISOString().slice(0, 16)}Z  ${one.done.toLocaleString('en')} ${said[one.act]}${cut}`
  const lines = [head, `      ${printable(one.reason)}`, `      ${printable(one.condition)}`]
  return [...lines, ...(names === undefined ? [] : [`      ${names}`])].join('\n')
}

async function actOn(
  house: ReviewHouse,
  wish: {
    readonly act: Extract<StandingAct, 'free' | 'hold'>
    readonly reason: string
    readonly number: number
    readonly isSure: boolean
  },
  means: CommandMeans,
): Promise<ExitCode> {
  const { database, campaign } = house
  const { say } = means.terminal
  const about = (await database.read((tx) => listReviews(tx, campaign.id))).find(({ number }) => number === wish.number)
  if (!about) return (say(`There is no review ${wish.number}.`), 2)
  say(lineOf(about, undefined))
  const sure = await agreed(means, `${wish.act === 'free' ? 'Free' : 'Hold'} these ${about.done}?`, wish.isSure)
  if (sure === undefined) return (say('Nobody is here to answer: use --yes to agree.'), 2)
  if (!sure) return (say('Nothing was changed.'), 0)
  const { act, reason, number } = wish
  const begun = { by: 'server', campaign: campaign.id, about: number, act, reason } as const
  const outcome = await database.transaction((tx) => beginReviewBy(tx, begun, house))
  if (outcome.kind !== 'begun') return (say(`What was ${said[about.act]} cannot be ${said[act]}.`), 2)
  return runReview(outcome.run, outcome.of, house, means)
}
