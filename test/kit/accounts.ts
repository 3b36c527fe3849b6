import type { CampaignId, EmailAddress, Means, OrganizerId } from '../../src/kernel/index.ts'
import { newId, parseEmail } from '../../src/kernel/index.ts'
import {
  accountComposers,
  firstLink,
  inviteOrganizer,
  leadNewCampaign,
  startSignIn,
  takeFirstLink,
  takeSignIn,
  type Inviting,
  type Role,
  type SessionToken,
} from '../../src/accounts/index.ts'
import type { ComposedMail, Database, DueMail } from '../../src/platform/index.ts'
import { movableMeans, vaultForTests, type MovableMeans } from './signatures.ts'

const signInAddress = 'https://letters.example.org/organize/link/'

/** A clock that goes on by a millisecond whenever somebody looks at it, so that acts have an order. */
export function tickingMeans(): MovableMeans {
  const means = movableMeans()
  return { ...means, now: () => (means.pass(1), means.now()) }
}

/** An address that has to read. */
export function address(of: string): EmailAddress {
  const parsed = parseEmail(of.includes('@') ? of : `${of}@coalition.example`)
  if (parsed.kind === 'wrong') throw new Error(`${of}: ${parsed.why}`)
  return parsed.email
}

/** Somebody who is signed in. */
export type SignedIn = { readonly organizer: OrganizerId; readonly session: SessionToken }

/** The first operator of an empty database, signed in. */
export async function firstOperator(
  database: Database,
  means: Means,
  name = 'Ola Operator',
  vault = vaultForTests,
): Promise<SignedIn> {
  return database.transaction(async (tx) => {
    const link = (await firstLink(tx, vault, means)) ?? ''
    const operator = { email: address('ola'), name }
    const outcome = await takeFirstLink(tx, vault, { link, operator }, means)
    if (outcome.kind !== 'signed-in') throw new Error('the first link did not sign in')
    return outcome
  })
}

/** A campaign of the accounts room: an id, led by whoever starts it. */
export async function ledCampaign(database: Database, by: OrganizerId, means: Means): Promise<CampaignId> {
  const campaign = newId<CampaignId>(means)
  const led = await database.transaction((tx) => leadNewCampaign(tx, { by, campaign }, means))
  if (!led) throw new Error('may not start a campaign')
  return campaign
}

/** Invites at the server's command line and gives the link. */
export async function invited(
  database: Database,
  of: string,
  means: Means,
  more: Partial<Inviting> = {},
  vault = vaultForTests,
): Promise<{ readonly organizer: OrganizerId; readonly link: string }> {
  const inviting = { by: 'server', email: address(of), name: of, mails: false, ...more } as const
  const outcome = await database.transaction((tx) => inviteOrganizer(tx, vault, inviting, means))
  if (outcome.kind !== 'invited') throw new Error(`${of}: ${outcome.kind}`)
  return outcome
}

/** Invites somebody, to a campaign where one is given, and signs them in. */
export async function joined(
  database: Database,
  of: string,
  means: Means,
  to?: { readonly campaign: CampaignId; readonly role: Role },
  vault = vaultForTests,
): Promise<SignedIn> {
  const { link } = await invited(database, of, means, to ? { to } : {}, vault)
  const outcome = await database.transaction((tx) => takeSignIn(tx, vault, link, means))
  if (outcome.kind !== 'signed-in') throw new Error(`${of} was not signed in`)
  return outcome
}

/** Makes every mail to organizers that waits, as the mailer would, and empties the queue. */
export async function accountMails(database: Database, means: Means): Promise<readonly ComposedMail[]> {
  const links = { signIn: (link: string) => `${signInAddress}${link}`, campaignTitle: async () => 'Stairs' }
  return database.transaction(async (tx) => {
    const rows = await tx.selectFrom('platform_mail').selectAll().orderBy('due_at').orderBy('mail_id').execute()
    const all: ComposedMail[] = []
    for (const [kind, compose] of Object.entries(accountComposers(vaultForTests, links))) {
      const notes = rows
        .filter((row) => row.kind === kind)
        .map((row): DueMail => ({
          id: row.mail_id,
          kind,
          ids: Object.fromEntries(Object.entries(row.ids ?? {}).map(([name, id]) => [name, String(id)])),
          dueAt: row.due_at,
          composedBefore: row.composed,
          tries: row.tries,
          doubts: row.doubts,
          nextAt: row.next_at,
        }))
      const mails = await compose(tx, notes, means.now())
      all.push(...mails.flatMap((mail) => (mail === undefined || mail === 'later' ? [] : [mail])))
    }
    await tx.deleteFrom('platform_mail').where('kind', 'like', 'accounts.%').execute()
    return all
  })
}

/** The link of a mail to an organizer. */
export function linkIn({ text }: ComposedMail): string {
  const line = text.split('\n').find((one) => one.startsWith(signInAddress))
  if (line === undefined) throw new Error('no link in this mail')
  return line.slice(signInAddress.length)
}

/** Four minutes later, so that no cap is met: asks for a link and gives it, from the mail. */
export async function askedLink(database: Database, of: string, means: MovableMeans): Promise<string> {
  means.pass(240_000)
  await database.transaction((tx) => startSignIn(tx, vaultForTests, address(of), means))
  const [mail] = await accountMails(database, means)
  if (!mail) throw new Error(`no mail to ${of}`)
  return linkIn(mail)
}
