import {
  parseEmail,
  type CampaignId,
  type EmailAddress,
  type LetterId,
  type Means,
  type SignatureId,
  type VersionHash,
} from '../../src/kernel/index.ts'
import { logFacts, sealLogs } from '../../src/ledger/index.ts'
import { findLetter, freezeLetter, setState, type Campaign } from '../../src/letters/index.ts'
import {
  openVault,
  systemMeans,
  type ComposedMail,
  type Database,
  type DueMail,
  type Tx,
  type Vault,
} from '../../src/platform/index.ts'
import {
  composers,
  confirmBatch,
  openSigning,
  parseName,
  signBatch,
  signingLetter,
  type ConfirmOutcome,
  type SignerName,
  type SigningWish,
  type Wish,
} from '../../src/signatures/index.ts'
import { draftedCampaign } from './drafted-campaign.ts'

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)

/** A vault that is the same in every run, so that marks can be compared. It protects nothing. */
export const vaultForTests: Vault = openVault({
  identity: key(1),
  seal: [{ id: 1, key: key(2) }],
  link: [{ id: 1, key: key(3) }],
})

/** A clock that stands still until it is moved. */
export type MovableMeans = Means & { readonly pass: (milliseconds: number) => void }

/** Such a clock, and real chance. */
export function movableMeans(
  start = '2029-03-01T12:00:00Z',
): Means & { readonly pass: (milliseconds: number) => void } {
  const clock = { at: new Date(start).getTime() }
  return {
    ...systemMeans(),
    now: () => new Date(clock.at),
    pass: (milliseconds) => void (clock.at += milliseconds),
  }
}

/** How signing is opened where a test does not care. */
export const plainSigning: SigningWish = {
  controller: 'The Stair Keepers',
  contact: 'data@stairs.example',
  daysKept: 30,
  asksPlace: true,
  asksOccupation: true,
  asksComment: true,
  sharedInbox: false,
  hearFrom: 'The Stair Keepers',
}

/** A campaign in which people sign. */
export type SigningPlace = {
  readonly campaign: Campaign
  readonly letter: LetterId
  /** The current version of each edition. */
  readonly versions: readonly VersionHash[]
}

/** A published, frozen letter to some recipients, open to be signed. */
export async function signingPlace(
  database: Database,
  means: Means,
  { recipients = ['Halden', 'Oskerra'], signing = plainSigning, slug = 'stairs' } = {},
): Promise<SigningPlace> {
  return database.transaction(async (tx) => {
    const text = { title: 'Mend the stairs', source: 'Please mend the stairs.\n' }
    const { campaign, letter } = await draftedCampaign(tx, { slug, title: 'Stairs', recipients, letter: text }, means)
    await freezeLetter(tx, campaign.id, letter.id, means)
    await setState(tx, campaign, letter.id, { state: 'published' }, means)
    await openSigning(tx, campaign, signing, `letters.example.org/log/${campaign.slug}`, means)
    return { campaign, letter: letter.id, versions: await currentVersions(tx, campaign.slug, letter.slug, means) }
  })
}

/** The versions that a form shows now. */
async function currentVersions(
  tx: Tx,
  campaign: string,
  letter: string,
  { now }: Pick<Means, 'now'>,
): Promise<readonly VersionHash[]> {
  return (await signingLetter(tx, campaign, letter, now()))?.editions.map(({ version }) => version.hash) ?? []
}

/** Corrects the letter's text: each edition gets its next version. @returns the new versions. */
export async function correctLetter(
  database: Database,
  place: SigningPlace,
  source: string,
  means: Means,
): Promise<readonly VersionHash[]> {
  return database.transaction(async (tx) => {
    await tx.updateTable('letters_letter').set({ source }).where('letter_id', '=', place.letter).execute()
    await freezeLetter(tx, place.campaign.id, place.letter, means)
    const found = await findLetter(tx, place.campaign.slug, 'mend-the-stairs')
    return currentVersions(tx, place.campaign.slug, found?.letter.slug ?? '', means)
  })
}

/** An address that has to read. */
export function email(text: string): EmailAddress {
  const parsed = parseEmail(text)
  if (parsed.kind === 'wrong') throw new Error(`${text}: ${parsed.why}`)
  return parsed.email
}

/** A name that has to read. */
export function signer(text: string): SignerName {
  const parsed = parseName(text)
  if (parsed.kind === 'wrong') throw new Error(`${text}: ${parsed.why}`)
  return parsed.name
}

/** A form as a person fills it in; what is not given is plain. */
export function wishFor(place: SigningPlace, given: Partial<Wish> & { readonly of?: string } = {}): Wish {
  const { of = 'ada', ...fields } = given
  return {
    campaign: place.campaign.id,
    letter: place.letter,
    versions: place.versions,
    name: signer(`${of} Vale`),
    email: email(`${of}@mail.example`),
    place: undefined,
    occupation: undefined,
    comment: undefined,
    showsName: false,
    hears: false,
    consent: 1,
    language: 'en',
    signals: new Uint8Array(40),
    ...fields,
  }
}

/** Signs and gives the id of the wish. */
export async function wished(database: Database, wish: Wish, means: Means): Promise<SignatureId> {
  const [outcome] = await database.transaction((tx) => signBatch(tx, [wish], vaultForTests, means))
  if (outcome?.kind !== 'asked-to-confirm') throw new Error(`not asked to confirm: ${outcome?.kind}`)
  return outcome.pending
}

/** Presses the button behind the link of a wish's mail. */
export async function confirmed(
  database: Database,
  campaign: CampaignId,
  pending: SignatureId,
  means: Means,
): Promise<ConfirmOutcome | undefined> {
  const wish = { by: 'link', campaign, pending } as const
  const [outcome] = await database.transaction((tx) => confirmBatch(tx, [wish], vaultForTests, means))
  return outcome
}

/** Signs and confirms; the id of the signature and its leaf. */
export async function signed(
  database: Database,
  wish: Wish,
  means: Means,
): Promise<Extract<ConfirmOutcome, { readonly kind: 'confirmed' }>> {
  const outcome = await confirmed(database, wish.campaign, await wished(database, wish, means), means)
  if (outcome?.kind !== 'confirmed') throw new Error(`not confirmed: ${outcome?.kind}`)
  return outcome
}

const links = {
  confirm: (link: string) => `https://letters.example.org/confirm/${link}`,
  notMe: (link: string) => `https://letters.example.org/not-me/${link}`,
  signed: (link: string) => `https://letters.example.org/signed/${link}`,
  unsubscribe: (link: string) => `https://letters.example.org/unsubscribe/${link}`,
}

/** The policy that receipts of these logs carry. */
export const policyFor = (origin: string): string => logFacts(origin, undefined, { seeds: [key(4)] }).receiptPolicy

/** A second later: seals the logs and makes every mail that waits, oldest first, as the mailer would, and takes from the queue what is not for later. */
export async function composedMails(database: Database, means: MovableMeans): Promise<readonly ComposedMail[]> {
  means.pass(1000)
  await sealLogs(database, { seeds: [key(4)] }, means)
  return database.transaction(async (tx) => {
    const rows = await tx.selectFrom('platform_mail').selectAll().orderBy('due_at').orderBy('mail_id').execute()
    const all: ComposedMail[] = []
    for (const [kind, compose] of Object.entries(composers(vaultForTests, links, policyFor))) {
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
      const done = notes.filter((_, i) => mails[i] !== 'later').map(({ id }) => id)
      if (done.length > 0) await tx.deleteFrom('platform_mail').where('mail_id', 'in', done).execute()
      all.push(...mails.flatMap((mail) => (mail === undefined || mail === 'later' ? [] : [mail])))
    }
    return all
  })
}
