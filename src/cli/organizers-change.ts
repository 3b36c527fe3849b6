import {
  endAllSessions,
  endOrganizer,
  eraseOrganizer,
  findOrganizer,
  setRole,
  type EndOutcome,
  type EraseOrganizerOutcome,
  type Organizer,
  type RoleOutcome,
} from '#accounts'
import { parseEmail } from '#kernel'
import { campaignById, findCampaign } from '#letters'
import type { Tx } from '#platform'
import type { ReadArguments } from './arguments.ts'
import type { CommandMeans, ExitCode } from './command.ts'
import { readTo } from './organizers-invite.ts'
import { agreed } from './review-house.ts'
import { withSealedHouse, type SealedHouse } from './sealed-house.ts'

type Read = Extract<ReadArguments, { readonly kind: 'read' }>
type Change = (address: string, read: Read, means: CommandMeans) => Promise<ExitCode>

/** What can be done to somebody who has an account, by its word. */
export const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['role', role],
  ['sign-out', signOut],
  ['end', end],
  ['erase', erase],
])

/** What a change came to: a sentence for the person, and whether it was done. */
type Said = { readonly sentence: string; readonly isDone: boolean }

const done = (sentence: string): Said => ({ sentence, isDone: true })
const refused = (sentence: string): Said => ({ sentence, isDone: false })

/** Finds whom an address belongs to and changes something about them, in one transaction. */
async function changed(
  address: string,
  means: CommandMeans,
  step: (tx: Tx, organizer: Organizer, house: SealedHouse) => Promise<Said>,
): Promise<ExitCode> {
  const { say } = means.terminal
  const parsed = parseEmail(address)
  if (parsed.kind === 'wrong') return (say(`“${address}” is not an e-mail address.`), 2)
  return withSealedHouse(means, async (house) => {
    const said = await house.database.transaction(async (tx) => {
      const organizer = await findOrganizer(tx, house.vault, parsed.email)
      return organizer ? step(tx, organizer, house) : refused('Nobody has an account with that address.')
    })
    say(said.sentence)
    return said.isDone ? 0 : 2
  })
}

async function role(address: string, { texts }: Read, means: CommandMeans): Promise<ExitCode> {
  const none = texts.get('role') === 'none'
  const wished = readTo(none ? new Map([...texts, ['role', 'viewer']]) : texts)
  if (wished === undefined || typeof wished === 'string')
    return (means.terminal.say('"organizers role" needs --campaign CAMPAIGN and --role ROLE, or none.'), 2)
  return changed(address, means, async (tx, { id }, house) => {
    const campaign = await findCampaign(tx, wished.slug)
    if (!campaign) return refused(`There is no campaign “${wished.slug}”.`)
    const change = { by: 'server', campaign: campaign.id, organizer: id, role: none ? undefined : wished.role } as const
    return roleSaid(await setRole(tx, change, house))
  })
}

function roleSaid(outcome: RoleOutcome): Said {
  switch (outcome.kind) {
    case 'set':
      return done('Done.')
    case 'unchanged':
      return done('That is so already.')
    case 'last-lead':
      return refused('Nobody else leads that campaign: make another lead first.')
    case 'not-in-campaign':
    case 'not-allowed':
      return refused('They have not signed in yet, or their account has ended: invite them.')
    default:
      return outcome satisfies never
  }
}

async function signOut(address: string, _read: Read, means: CommandMeans): Promise<ExitCode> {
  return changed(address, means, async (tx, { id }, house) => {
    const ended = await endAllSessions(tx, { by: 'server', organizer: id }, house)
    return done(ended.kind === 'ended' ? `Sessions ended: ${ended.sessions}.` : 'Nothing was changed.')
  })
}

async function end(address: string, { flags }: Read, means: CommandMeans): Promise<ExitCode> {
  const question = `End the account of ${address}?`
  return sure(question, flags, means, () =>
    changed(address, means, async (tx, { id }, house) =>
      endSaid(tx, await endOrganizer(tx, { by: 'server', organizer: id }, house)),
    ),
  )
}

async function erase(address: string, { flags }: Read, means: CommandMeans): Promise<ExitCode> {
  const question = `Erase ${address} for good? The trail will say that somebody did what they did.`
  return sure(question, flags, means, () =>
    changed(address, means, async (tx, { id }, house) =>
      endSaid(tx, await eraseOrganizer(tx, { by: 'server', organizer: id }, house)),
    ),
  )
}

async function sure(
  question: string,
  flags: ReadonlySet<string>,
  means: CommandMeans,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const { say } = means.terminal
  const answer = await agreed(means, question, flags.has('yes'))
  if (answer === undefined) return (say('Nothing was changed. Nobody is here to answer: use --yes to agree.'), 2)
  return answer ? work() : (say('Nothing was changed.'), 0)
}

async function endSaid(tx: Tx, outcome: EndOutcome | EraseOrganizerOutcome): Promise<Said> {
  switch (outcome.kind) {
    case 'ended':
      return done('Their account has ended, and every session and role of theirs.')
    case 'erased':
      return done('Their account has ended, and nothing personal of theirs is left.')
    case 'gone':
      return done('Their account had ended before.')
    case 'last-lead': {
      const slugs = await Promise.all(outcome.campaigns.map(async (id) => (await campaignById(tx, id))?.slug ?? id))
      return refused(`Nobody else leads ${slugs.join(', ')}: make another lead first (undersigned organizers role).`)
    }
    case 'last-operator':
    case 'not-allowed':
      return refused('This could not be done.')
    default:
      return outcome satisfies never
  }
}
