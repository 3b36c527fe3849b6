import {
  dayOf,
  wordsFor,
  type CampaignId,
  type DeliveryId,
  type EditionId,
  type EditionText,
  type FileHash,
  type LetterId,
} from '#kernel'
import { frozenTexts, gatheringLetter } from '#letters'
import { fileOf, type ComposedMail, type Composer, type DueMail, type Tx, type Vault } from '#platform'
import { replyAddressOf } from './reply-address.ts'
import { bonds, openCover, openText } from './sealed-delivery.ts'
import type { DeliveryStatus } from './status.ts'
import {
  addresseeRows,
  countUnanswered,
  lastStep,
  steppedRows,
  type AddresseeRow,
  type Seat,
} from './store-addressee.ts'
import { deliveryRows, lockDelivery, type DeliveryRow } from './store.ts'
import { takeStep } from './take-step.ts'

/** What a mail with a letter needs besides the letter. */
export type LetterMailMeans = {
  /** The domain at which answers come in here; absent: none do. */
  readonly replyHost: string | undefined
  /** Where a recipient reads and answers on a page of this server; absent: on none. */
  readonly answerPage?: (of: { readonly campaign: CampaignId; readonly delivery: DeliveryId }) => string
}

/**
 * The mail of one addressee, of the ids `{ campaign, delivery, position }`. Each copy is counted before it goes: whatever
 * happens to it, there is never a third one of which nobody knows whether it arrived.
 */
export function letterComposer(vault: Vault, means: LetterMailMeans): Composer {
  return async (tx, notes, at) => {
    const mails: (ComposedMail | undefined)[] = []
    for (const note of notes) mails.push(await letterMail({ tx, vault, at, ...means }, note))
    return mails
  }
}

/** The seat that a mail of ours is for. */
export const seatOf = ({ ids }: Pick<DueMail, 'ids'>) => ({
  campaign: (ids['campaign'] ?? '') as CampaignId,
  delivery: (ids['delivery'] ?? '') as DeliveryId,
  position: Number(ids['position'] ?? 0),
})

type Making = LetterMailMeans & { readonly tx: Tx; readonly vault: Vault; readonly at: Date }

async function letterMail(making: Making, note: DueMail): Promise<ComposedMail | undefined> {
  const { tx, at } = making
  const { campaign, ...seat } = seatOf(note)
  if (!(await lockDelivery(tx, campaign, seat.delivery))) return undefined
  const [row] = await deliveryRows(tx, campaign, { delivery: seat.delivery })
  const addressee = (await addresseeRows(tx, campaign, [seat.delivery])).find((one) => one.position === seat.position)
  const last = addressee && (await lastStep(tx, campaign, seat))
  // A person may have written down meanwhile what became of it.
  if (!row || !addressee || (last?.status !== 'ready' && last?.status !== 'unknown')) return undefined
  const place = await gatheringLetter(tx, campaign, row.letter)
  const on = dayOf(at, place?.timeZone ?? 'UTC')
  const end = async (code: string) => {
    const became = addressee.unanswered > 0 ? 'unknown' : 'failed'
    await takeStep(tx, campaign, seat, became, { on, at, cause: 'mail-server', by: 'server', code })
    return undefined
  }
  if (addressee.unanswered >= addressee.mostUnanswered) return end('no-answer')
  const file = row.pdf && (await fileOf(tx, campaign, row.pdf))
  if (!addressee.sealed || !row.pdf || !file || !place) return end('not-composed')
  await countUnanswered(tx, campaign, seat, 1)
  return composed(making, { row, pdf: row.pdf, bytes: file.bytes, addressee, title: place.title })
}

type Facts = {
  readonly row: DeliveryRow
  readonly pdf: FileHash
  readonly bytes: Uint8Array
  readonly addressee: AddresseeRow
  readonly title: string
}

async function composed(making: Making, { bytes, ...facts }: Facts): Promise<ComposedMail | undefined> {
  const text = (await frozenTexts(making.tx, facts.row.campaign, [facts.row.version.hash])).get(facts.row.version.hash)
  const { to, subject, lines, language, answer, file } = written(making, { ...facts, text })
  return {
    ...{ to, subject, text: `${lines.join('\n\n')}\n`, language },
    attachments: [{ name: file, contentType: 'application/pdf', content: bytes }],
    ...(answer === undefined ? {} : { replyTo: answer }),
    isByPerson: true,
    keepsRecord: true,
  }
}

type Written = Omit<Facts, 'bytes'> & { readonly text: EditionText | undefined }

/** What stands in the mail, besides the file. */
function written(
  { vault, replyHost, answerPage }: Pick<Making, 'vault' | keyof LetterMailMeans>,
  { row, pdf, addressee, title, text }: Written,
) {
  const { campaign, id } = row
  const { contact, cover } = row.sealed
    ? openCover(vault, bonds.cover(campaign, id), row.sealed)
    : { contact: undefined, cover: undefined }
  const language = text?.language ?? 'en'
  const words = wordsFor(language).deliveryMail.letter
  const answer = replyHost === undefined ? contact : replyAddressOf(vault, id, replyHost)
  const file = `letter-${row.version.hash.slice(0, 8)}.pdf`
  const { post } = addressee
  const lines = [
    post === undefined ? words.to(addressee.name) : words.toPost(addressee.name, post),
    cover ?? words.lead(title, text?.recipient ?? ''),
    `${words.file(file, pdf)}\n${words.text(row.version.hash)}`,
    ...(replyHost !== undefined ? [words.reply] : contact === undefined ? [] : [words.replyTo(contact)]),
    ...(answerPage === undefined ? [] : [words.page(answerPage({ campaign, delivery: id }))]),
  ]
  const to = openText(vault, bonds.address(campaign, seatIn(row, addressee)), addressee.sealed ?? Buffer.alloc(0))
  return { to, subject: words.subject(text?.title ?? title), lines, language, answer, file }
}

/** A mail as it would go out, for whoever is about to send it. */
export type MailPreview = {
  readonly position: number
  readonly name: string
  /** How far the delivery got to this addressee. */
  readonly status: DeliveryStatus
  readonly to: string
  readonly subject: string
  /** Paragraphs. */
  readonly lines: readonly string[]
  readonly replyTo: string | undefined
  readonly file: string
}

/**
 * The mails of a delivery exactly as they would go out now, one to each addressee who has an address, and the file that
 * goes with them; for those who may deliver. `undefined` where nothing goes by mail. Three questions.
 */
export async function previewMails(
  tx: Tx,
  vault: Vault,
  asked: {
    readonly campaign: CampaignId
    readonly delivery: DeliveryId
    readonly letter: LetterId
    readonly title: string
  },
  means: LetterMailMeans,
): Promise<
  { readonly pdf: FileHash; readonly edition: EditionId; readonly mails: readonly MailPreview[] } | undefined
> {
  const { campaign, delivery, letter, title } = asked
  const [row] = await deliveryRows(tx, campaign, { delivery, letter })
  const pdf = row?.pdf
  if (!row || pdf === undefined || row.channel !== 'mail') return undefined
  const text = (await frozenTexts(tx, campaign, [row.version.hash])).get(row.version.hash)
  // The last step of each is the one that stays.
  const last = new Map((await steppedRows(tx, campaign, [delivery])).map((one) => [one.step.position, one]))
  const mails = [...last.values()].flatMap(({ addressee, step }): readonly MailPreview[] => {
    if (addressee.sealed === null) return []
    const { to, subject, lines, answer, file } = written({ vault, ...means }, { row, pdf, addressee, title, text })
    const { position, name } = addressee
    return [{ position, name, status: step.to, to, subject, lines, replyTo: answer, file }]
  })
  return { pdf, edition: row.edition, mails }
}

const seatIn = ({ id }: DeliveryRow, { position }: AddresseeRow): Seat => ({ delivery: id, position })
