import { inviteOrganizer, parseRole, type InviteOutcome, type Role } from '#accounts'
import { parseEmail } from '#kernel'
import { findCampaign } from '#letters'
import { notedAddress } from './address.ts'
import type { ReadArguments } from './arguments.ts'
import type { CommandMeans, ExitCode } from './command.ts'
import { withSealedHouse, type SealedHouse } from './sealed-house.ts'

type Read = Extract<ReadArguments, { readonly kind: 'read' }>

/** Invites somebody at the command line, which may do everything. */
export async function invite(address: string, { flags, texts }: Read, means: CommandMeans): Promise<ExitCode> {
  const { say } = means.terminal
  const parsed = parseEmail(address)
  if (parsed.kind === 'wrong') return (say(`“${address}” is not an e-mail address.`), 2)
  const wished = readTo(texts)
  if (typeof wished === 'string') return (say(wished), 2)
  return withSealedHouse(means, async (house) => {
    const outcome = await house.database.transaction(async (tx) => {
      const campaign = wished && (await findCampaign(tx, wished.slug))
      if (wished && !campaign) return `There is no campaign “${wished.slug}”.`
      const inviting = {
        by: 'server',
        email: parsed.email,
        name: texts.get('name')?.trim() ?? '',
        isOperator: flags.has('operator'),
        mayCreate: flags.has('may-create'),
        mails: flags.has('mail'),
        ...(campaign && wished && { to: { campaign: campaign.id, role: wished.role } }),
      } as const
      return inviteOrganizer(tx, house.vault, inviting, house)
    })
    return typeof outcome === 'string' ? (say(outcome), 2) : report(outcome, flags.has('mail'), house, means)
  })
}

/** The campaign and role that were typed, nothing, or a sentence. */
export function readTo(
  texts: ReadonlyMap<string, string>,
): { readonly slug: string; readonly role: Role } | string | undefined {
  const [slug, word] = [texts.get('campaign'), texts.get('role')]
  if (slug === undefined && word === undefined) return undefined
  const role = parseRole(word ?? '')
  if (slug === undefined || !role)
    return '--campaign CAMPAIGN and --role lead, editor, reviewer or viewer belong together.'
  return { slug, role }
}

async function report(
  outcome: InviteOutcome,
  isMailed: boolean,
  { config }: SealedHouse,
  means: CommandMeans,
): Promise<ExitCode> {
  const { say, out } = means.terminal
  switch (outcome.kind) {
    case 'invited': {
      if (isMailed && config.smtpUrl !== undefined) return (say('The invitation is on its way.'), 0)
      if (isMailed) say('No mail server is set (SMTP_URL), so no mail is sent. Hand them this link yourself:')
      else
        say(`This link signs in whoever opens it, once, until ${minuteOf(outcome.linkEndsAt)}. Hand it to nobody else:`)
      const site = config.publicUrl ?? (await notedAddress(config.dataDir))?.url ?? localAddress(config)
      out(`${await means.signInPage(site, outcome.link)}\n`)
      return 0
    }
    case 'has-role':
      return (say(`They are ${outcome.role} in that campaign already: change it with "organizers role".`), 2)
    case 'not-allowed':
    case 'ended':
    case 'too-many':
      // The command line may do everything.
      return (say('This could not be done.'), 1)
    default:
      return outcome satisfies never
  }
}

const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const localAddress = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `http://${host}:${port}`
