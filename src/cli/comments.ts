import { reviewCommentBy, waitingComments } from '#signatures'
import { readArguments } from './arguments.ts'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { printable } from './printable.ts'
import { numberOf, withReviewHouse, type ReviewHouse } from './review-house.ts'

const atOnce = 50

export const comments: Command = {
  help: `Usage: undersigned comments CAMPAIGN [--after N]
       undersigned comments CAMPAIGN --show N[,N…] | --refuse N[,N…]

Lists the comments of signers that wait to be read, ${atOnce} at a time. None is published before you show it; what you refuse
stays with its signer, who is not told. N is the number of the signature's leaf. A comment stands beside its signer's
name, so it shows only where the name does. What was judged can be judged anew.
`,
  run: async (args, means) => {
    const text = { type: 'string' } as const
    const read = readArguments(args, { show: text, refuse: text, after: text })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [slug = '', ...more] = read.words
    if (slug === '' || more.length > 0) return (say('"comments" needs one CAMPAIGN, as in its address.'), 2)
    const [shown, refused, after] = [read.texts.get('show'), read.texts.get('refuse'), read.texts.get('after')]
    if ([shown, refused, after].filter((one) => one !== undefined).length > 1)
      return (say('One of --show, --refuse and --after at a time.'), 2)
    return withReviewHouse(means, slug, (house) => {
      if (shown === undefined && refused === undefined)
        return list(house, after === undefined ? -1 : numberOf(after), means)
      const leaves = (shown ?? refused ?? '').split(',').map((one) => numberOf(one.trim()))
      return judge(house, leaves, shown === undefined ? 'refused' : 'shown', means)
    })
  },
}

async function list(
  { database, campaign, vault }: ReviewHouse,
  after: number,
  { terminal }: CommandMeans,
): Promise<ExitCode> {
  const waiting = await database.read((tx) => waitingComments(tx, campaign.id, vault, after, atOnce))
  if (waiting.length === 0) terminal.out('No comment waits.\n')
  for (const { index, name, comment, showsName } of waiting)
    terminal.out(
      `${String(index).padStart(8)}  ${printable(name)}${showsName ? '' : ' (name not shown)'}\n          ${printable(comment)}\n`,
    )
  const last = waiting.at(-1)
  if (waiting.length === atOnce && last)
    terminal.say(`More: undersigned comments ${campaign.slug} --after ${last.index}`)
  return 0
}

async function judge(
  house: ReviewHouse,
  leaves: readonly number[],
  verdict: 'shown' | 'refused',
  { terminal }: CommandMeans,
): Promise<ExitCode> {
  const { database, campaign, vault } = house
  const gone: number[] = []
  for (const index of leaves) {
    const judging = { by: 'server', campaign: campaign.id, index, verdict } as const
    const outcome = await database.transaction((tx) => reviewCommentBy(tx, judging, vault, house))
    if (outcome !== 'judged') gone.push(index)
  }
  if (gone.length > 0) terminal.say(`No comment at leaf ${gone.join(', ')}.`)
  terminal.say(`${leaves.length - gone.length} ${verdict}.`)
  return gone.length === 0 ? 0 : 2
}
