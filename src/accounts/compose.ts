import { wordsFor, type CampaignId, type OrganizerId } from '#kernel'
import type { ComposedMail, Composer, Composers, DueMail, Tx, Vault } from '#platform'
import type { SignInId } from './ids.ts'
import { signInLink } from './link.ts'
import { openPersonal, shownName, type Personal } from './sealed.ts'
import { invitationsOf } from './store-invitation.ts'
import { organizersByIds } from './store-organizer.ts'
import { usableSignIns, type SignInRow } from './store-sign-in.ts'

/** What mails to organizers say of things that other rooms know. */
export type AccountLinks = {
  /** Where the link to sign in leads: an absolute address. */
  readonly signIn: (link: string) => string
  /** What a campaign is called; `undefined` where there is none. */
  readonly campaignTitle: (tx: Tx, campaign: CampaignId) => Promise<string | undefined>
}

/** The mails of this room by kind: `accounts.sign-in` and `accounts.invitation`, of the ids `{ signIn }`. */
export function accountComposers(vault: Vault, links: AccountLinks): Composers {
  return {
    'accounts.sign-in': composer(vault, (_tx, one) => Promise.resolve(signInMail(vault, links, one))),
    'accounts.invitation': composer(vault, (tx, one) => invitationMail(tx, vault, links, one)),
  }
}

type Addressed = {
  readonly row: SignInRow
  readonly organizer: OrganizerId
  readonly personal: Personal
  /** Whether they have signed in before. */
  readonly isKnown: boolean
}

/** Makes a mail for each link that can still be used; where nobody has the address, none. */
function composer(vault: Vault, make: (tx: Tx, one: Addressed) => Promise<ComposedMail>): Composer {
  return async (tx, notes, at) => {
    const rows = await usableSignIns(tx, [...new Set(notes.map(idOf))], at)
    const people = await organizersByIds(
      tx,
      rows.flatMap(({ organizer }) => (organizer === null ? [] : [organizer])),
    )
    const mails: (ComposedMail | undefined)[] = []
    for (const note of notes) {
      const row = rows.find(({ id }) => id === idOf(note))
      const person = people.find(({ id }) => id === row?.organizer)
      const personal = person?.sealed ? openPersonal(vault, person.id, person.sealed) : undefined
      const isKnown = person?.joinedAt instanceof Date
      mails.push(
        row && person && personal ? await make(tx, { row, organizer: person.id, personal, isKnown }) : undefined,
      )
    }
    return mails
  }
}

const idOf = ({ ids }: DueMail): SignInId => (ids['signIn'] ?? '') as SignInId

function signInMail(vault: Vault, links: AccountLinks, { row, personal }: Addressed): ComposedMail {
  const words = wordsFor(personal.language).accountMail
  const address = links.signIn(signInLink(vault, row.id))
  const site = new URL(address).host
  const text = paragraphs(
    words.signIn.lead(site),
    `${words.signIn.open}\n${address}`,
    words.signIn.life,
    words.signIn.notMe,
  )
  return { to: personal.email, subject: words.signIn.subject(site), text, language: personal.language }
}

async function invitationMail(
  tx: Tx,
  vault: Vault,
  links: AccountLinks,
  { row, organizer, personal, isKnown }: Addressed,
): Promise<ComposedMail> {
  const words = wordsFor(personal.language).accountMail
  const address = links.signIn(signInLink(vault, row.id))
  const site = new URL(address).host
  const to: string[] = []
  for (const { campaign, role, invitedBy } of await invitationsOf(tx, organizer)) {
    const title = await links.campaignTitle(tx, campaign)
    const by = invitedBy === null ? undefined : await nameOf(tx, vault, invitedBy)
    if (title !== undefined) to.push(words.invitation.to(title, wordsFor(personal.language).roles[role], by))
  }
  const lines = to.length > 0 ? to : [words.invitation.toServer]
  const text = paragraphs(
    ...[words.invitation.lead(site), ...lines],
    `${words.invitation.open}\n${address}`,
    ...[isKnown ? words.invitation.lifeKnown : words.invitation.life, words.invitation.notMe],
  )
  return { to: personal.email, subject: words.invitation.subject(site), text, language: personal.language }
}

async function nameOf(tx: Tx, vault: Vault, id: OrganizerId): Promise<string | undefined> {
  const [row] = await organizersByIds(tx, [id])
  return row?.sealed ? shownName(openPersonal(vault, id, row.sealed)) : undefined
}

/** Plain text with an empty line between paragraphs. */
const paragraphs = (...all: readonly string[]): string => `${all.join('\n\n')}\n`
