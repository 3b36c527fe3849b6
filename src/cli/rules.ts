import { rulesOf, setRule, twoPersonActs, type RuleOutcome, type TwoPersonAct } from '#accounts'
import { readArguments } from './arguments.ts'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { withReviewHouse, type ReviewHouse } from './review-house.ts'

export const rules: Command = {
  help: `Usage: undersigned rules CAMPAIGN
       undersigned rules CAMPAIGN --two ACT
       undersigned rules CAMPAIGN --one ACT

Shows which acts need two people in a campaign, and changes it. ACT is one of: ${twoPersonActs.join(', ')}.
The commands of this program are bound by these rules, too: whoever sits at the server is one person.

  --two ACT   from now on one person proposes it and another approves it, on the pages for organizers
  --one ACT   whoever may do it does it alone again; organizers need two people for this, the server does not.
              It stands in the trail of the campaign.
`,
  run: async (args, means) => {
    const text = { type: 'string' } as const
    const read = readArguments(args, { two: text, one: text })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [slug = '', ...more] = read.words
    if (slug === '' || more.length > 0) return (say('"rules" needs one CAMPAIGN, as in its address.'), 2)
    const [two, one] = [read.texts.get('two'), read.texts.get('one')]
    if (two !== undefined && one !== undefined) return (say('--two or --one, not both at once.'), 2)
    const typed = two ?? one
    if (typed === undefined) return withReviewHouse(means, slug, (house) => list(house, means))
    const act = twoPersonActs.find((known) => known === typed)
    if (!act) return (say(`“${typed}” is none of: ${twoPersonActs.join(', ')}.`), 2)
    return withReviewHouse(means, slug, (house) => change(house, { act, needsTwo: two !== undefined }, means))
  },
}

async function list({ database, campaign }: ReviewHouse, { terminal }: CommandMeans): Promise<ExitCode> {
  const set = await database.read((tx) => rulesOf(tx, campaign.id))
  for (const act of twoPersonActs) terminal.out(`${act}: ${set.has(act) ? 'two people' : 'one person'}\n`)
  return 0
}

async function change(
  house: ReviewHouse,
  wish: { readonly act: TwoPersonAct; readonly needsTwo: boolean },
  { terminal }: CommandMeans,
): Promise<ExitCode> {
  const wished = { ...wish, by: 'server', campaign: house.campaign.id } as const
  const outcome = await house.database.transaction((tx) => setRule(tx, wished, house))
  terminal.say(sentenceOf(outcome))
  return outcome.kind === 'set' || outcome.kind === 'unchanged' ? 0 : 2
}

function sentenceOf({ kind }: RuleOutcome): string {
  switch (kind) {
    case 'set':
      return 'Done. It stands in the trail of the campaign.'
    case 'unchanged':
      return 'That is so already.'
    case 'too-few':
      return 'Fewer than two people of the campaign could do it, so nobody could approve.'
    case 'not-allowed':
    case 'needs-two':
      return 'This could not be done.'
    default:
      return kind satisfies never
  }
}
