import { findCampaign, logOrigin, type Campaign } from '#letters'
import { openSigning, signingOf, type SigningOpened, type SigningSettings, type SigningWish } from '#signatures'
import type { Command } from './command.ts'
import { notedAddress } from './address.ts'
import { readArguments, type ReadArguments } from './arguments.ts'
import { withHouse, type House } from './database.ts'

type Read = Extract<ReadArguments, { readonly kind: 'read' }>

const onOff = ['place', 'occupation', 'comment', 'shared-inbox'] as const

export const signing: Command = {
  help: `Usage: undersigned signing CAMPAIGN --controller NAME --contact ADDRESS [options]

Lets the public sign the campaign's published letters, or changes how they do: what is not given stays as it is.
The first time this opens the campaign's public log, under this server's address, for ever: set PUBLIC_URL before.

  --controller NAME   who answers for the personal data (required at first)
  --contact ADDRESS   where they can be reached about it (required at first)
  --days-kept DAYS    days that personal data stays after a letter closed, 1 to 3650 (at first 30)
  --place, --occupation, --comment
                      also ask for these, all optional; --no-place and so on: do not
  --shared-inbox      two people may sign with one address if their names differ; --no-shared-inbox: not
  --hear-from NAME    ask whether NAME may write to the signer; "" asks nobody
`,
  run: async (args, means) => {
    const say = means.terminal.say
    const read = readArguments(args, {
      controller: { type: 'string' },
      contact: { type: 'string' },
      'days-kept': { type: 'string' },
      'hear-from': { type: 'string' },
      ...Object.fromEntries(onOff.flatMap((name) => [name, `no-${name}`]).map((name) => [name, { type: 'boolean' }])),
    })
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [slug = '', ...more] = read.words
    if (slug === '' || more.length > 0) return (say('"signing" needs one CAMPAIGN, as in its address.'), 2)
    const outcome = await withHouse(means, (house) => open(house, slug, read))
    if (typeof outcome === 'string') return (say(outcome), 2)
    say(outcome.kind === 'opened' ? `“${slug}” can be signed now.` : `“${slug}” gathers signatures so from now on.`)
    say(`Its log is ${outcome.origin}, for ever.`)
    return 0
  },
}

/** Opens or changes, or says in a sentence why not. */
async function open(house: House, slug: string, read: Read): Promise<SigningOpened | string> {
  const host = await hostOf(house)
  return house.database.transaction(async (tx) => {
    const campaign: Campaign | undefined = await findCampaign(tx, slug)
    if (!campaign) return `There is no campaign ${slug}.`
    const before = await signingOf(tx, campaign.id)
    const wish = wishOf(read, before)
    if (typeof wish === 'string') return wish
    if (!before && host === undefined)
      return 'The log is named after the address of this server: set PUBLIC_URL, or start the server before.'
    return openSigning(tx, campaign, wish, logOrigin(host ?? '', campaign), house)
  })
}

/** The host, with its port where that is not the usual one, under which the server is reached. */
async function hostOf({ config }: House): Promise<string | undefined> {
  const url = config.publicUrl ?? (await notedAddress(config.dataDir))?.url
  return url === undefined ? undefined : new URL(url).host
}

/** The settings wished for, or what is missing or wrong in a sentence. */
function wishOf({ texts, flags }: Read, before: SigningSettings | undefined): SigningWish | string {
  const controller = texts.get('controller')?.trim() || before?.controller
  const contact = texts.get('contact')?.trim() || before?.contact
  if (controller === undefined || contact === undefined)
    return 'Say who answers for the data: --controller and --contact.'
  const days = texts.get('days-kept') ?? String(before?.daysKept ?? 30)
  if (!/^\d{1,4}$/.test(days) || Number(days) < 1 || Number(days) > 3650) return '--days-kept takes 1 to 3650 days.'
  const both = onOff.find((name) => flags.has(name) && flags.has(`no-${name}`))
  if (both) return `--${both} and --no-${both} contradict each other.`
  const asks = (name: (typeof onOff)[number], was: boolean | undefined) =>
    flags.has(name) || (!flags.has(`no-${name}`) && (was ?? false))
  const hearFrom = texts.get('hear-from')?.trim() ?? before?.hearFrom
  return {
    controller,
    contact,
    daysKept: Number(days),
    asksPlace: asks('place', before?.asksPlace),
    asksOccupation: asks('occupation', before?.asksOccupation),
    asksComment: asks('comment', before?.asksComment),
    sharedInbox: asks('shared-inbox', before?.sharedInbox),
    hearFrom: hearFrom === '' ? undefined : hearFrom,
  }
}
