import { dispatch, prepareDelivery, type AddresseeWish, type DeliveryWish } from '../../src/delivery/index.ts'
import type { CampaignId, DeliveryId, EditionId, FileHash, LetterId, Means } from '../../src/kernel/index.ts'
import {
  draftLetter,
  freezeLetter,
  nameRecipients,
  openCampaignLog,
  setState,
  startCampaign,
  type Campaign,
  type StateWish,
} from '../../src/letters/index.ts'
import { keepFile, type Database } from '../../src/platform/index.ts'
import { email, vaultForTests } from './signatures.ts'

/** A letter to two recipients with a fixed text each, its log, and a file for each edition. */
export type DeliveryPlace = {
  readonly campaign: Campaign
  readonly id: CampaignId
  readonly letter: LetterId
  readonly editions: readonly {
    readonly id: EditionId
    readonly recipient: string
    readonly pdf: FileHash
    readonly addressees: readonly AddresseeWish[]
  }[]
}

const people = (recipient: string): readonly AddresseeWish[] =>
  ['Chief', 'Counsel'].map((post) => ({
    ...{ name: `${recipient} ${post} Person`, post: `${post} of ${recipient}` },
    email: email(`${post}.${recipient}@${recipient}.example`.toLowerCase()),
  }))

/** The bytes of a file that passes for a letter. */
export const pdfOf = (of: string): Buffer => Buffer.from(`%PDF-1.7\n% the letter to ${of}\n%%EOF\n`)

/** Such a letter; published and in its log unless told. */
export async function deliveryPlace(
  database: Database,
  means: Means,
  {
    state = { state: 'published' },
    slug = 'nights',
    names = ['Halden', 'Oskerra'],
    timeZone = 'Europe/Berlin',
  }: {
    readonly state?: StateWish
    readonly slug?: string
    readonly names?: readonly string[]
    readonly timeZone?: string
  } = {},
): Promise<DeliveryPlace> {
  return database.transaction(async (tx) => {
    const facts = { title: 'Quiet nights', summary: '', language: 'en', timeZone, leadOrganization: undefined }
    const campaign = await startCampaign(tx, { slug, ...facts }, means)
    const recipients = names.map((name) => ({ name, fullName: undefined }))
    const named = await nameRecipients(tx, campaign.id, recipients, means)
    const start = {
      ...{ title: 'No flights at night', language: 'en', source: 'Please do not fly at night.\n' },
      editions: named.map(({ slug: edition, id, name }) => ({
        ...{ slug: edition, recipient: id, language: 'en', printedTitle: undefined, date: undefined },
        ...{ salutation: `Dear ${name},`, closing: undefined, copies: [] },
        addressees: people(name).map((one) => ({ name: one.name, title: one.post, organization: name })),
      })),
    }
    const { letter, editions } = await draftLetter(tx, campaign.id, start, means)
    await freezeLetter(tx, campaign.id, letter.id, means)
    await openCampaignLog(tx, campaign, 'letters.example', { ...means, by: 'server' })
    await setState(tx, campaign, letter.id, state, means)
    const placed: DeliveryPlace['editions'][number][] = []
    for (const [index, name] of names.entries()) {
      const pdf = await keepFile(tx, campaign.id, pdfOf(name), 'application/pdf')
      const id = editions[index]?.id
      if (id) placed.push({ id, recipient: name, pdf, addressees: people(name) })
    }
    return { campaign, id: campaign.id, letter: letter.id, editions: placed }
  })
}

/** A wish to deliver one of the editions by mail, as the server's command line has it. */
export function wishOf(place: DeliveryPlace, index: number, more: Partial<DeliveryWish> = {}): DeliveryWish {
  const edition = place.editions[index]
  if (!edition) throw new Error('no such edition')
  const { id, pdf, addressees } = edition
  return {
    ...{ campaign: place.id, by: 'server', letter: place.letter, edition: id, version: 1, channel: 'mail' },
    ...{ addressees, pdf, ...more },
  }
}

/** Prepares a delivery and gives its id. */
export async function prepared(database: Database, wish: DeliveryWish, means: Means): Promise<DeliveryId> {
  const outcome = await database.transaction((tx) => prepareDelivery(tx, vaultForTests, wish, means))
  if (outcome.kind !== 'prepared') throw new Error(outcome.kind)
  return outcome.delivery
}

/** Prepares a delivery and has its mails queued. */
export async function dispatched(database: Database, wish: DeliveryWish, means: Means): Promise<DeliveryId> {
  const delivery = await prepared(database, wish, means)
  const { campaign } = wish
  const outcome = await database.transaction((tx) => dispatch(tx, { campaign, delivery, by: 'server' }, means))
  if (outcome.kind !== 'queued') throw new Error(outcome.kind)
  return delivery
}
