import { oneLine, type CampaignId, type LetterId, type Means } from '#kernel'
import { append, hasLog, lockLogs } from '#ledger'
import { gatheringLetter, isOpenToAll, logOpenVersions, touchCampaign, type GatheringLetter } from '#letters'
import { tryEach, type Database, type Tx } from '#platform'
import { encodeLeaf } from '#proof'
import { putLeaf, undeclaredRows, type UndeclaredRow } from './store.ts'

/** A leaf that can be written, and the delivery it is of. */
type Sent = { readonly row: UndeclaredRow; readonly leaf: Uint8Array }

/**
 * Says in the campaign's log what was sent to whom: a leaf `sent` for each delivery that was and has none, of the file
 * that went out. Nothing while strangers may not read the letter, or where the campaign has no log. The same again adds
 * nothing. Takes the log's lock where there is something to say.
 * @returns how many leaves were added.
 */
export async function declareSent(tx: Tx, campaign: CampaignId, { now }: Pick<Means, 'now'>): Promise<number> {
  const at = now()
  if ((await declarable(tx, campaign, at)).length === 0 || !(await hasLog(tx, campaign))) return 0
  // Under the log's lock nobody else declares the same; a text is declared before it is said to have been sent.
  await lockLogs(tx, [campaign])
  await logOpenVersions(tx, campaign, at)
  const sent = await declarable(tx, campaign, at)
  if (sent.length === 0) return 0
  const first = await append(
    tx,
    campaign,
    sent.map(({ leaf }) => leaf),
    [],
  )
  for (const [index, { row }] of sent.entries()) await putLeaf(tx, campaign, row.delivery, first + index)
  return sent.length
}

/** The same for every campaign: an embargo ends by the clock. A campaign that fails keeps no other waiting. */
export async function declareAllSent(database: Database, means: Pick<Means, 'now'>): Promise<void> {
  const due = await database.read((tx) => undeclaredRows(tx))
  await tryEach(new Set(due.map(({ campaign }) => campaign)), (campaign) =>
    database.transaction(async (tx) => {
      if ((await declareSent(tx, campaign, means)) > 0) await touchCampaign(tx, campaign)
    }),
  )
}

async function declarable(tx: Tx, campaign: CampaignId, at: Date): Promise<readonly Sent[]> {
  const letters = new Map<LetterId, GatheringLetter | undefined>()
  const sent: Sent[] = []
  for (const row of await undeclaredRows(tx, campaign)) {
    if (!letters.has(row.letter)) letters.set(row.letter, await gatheringLetter(tx, campaign, row.letter))
    const letter = letters.get(row.letter)
    const edition = letter?.editions.find(({ id }) => id === row.edition)
    if (letter && edition && isOpenToAll(letter, at)) sent.push({ row, leaf: leafOf(row, edition.recipient) })
  }
  return sent
}

/** docs/formats/leaves.md. */
function leafOf({ sentOn, hash, pdf }: UndeclaredRow, recipient: string): Uint8Array {
  return encodeLeaf({ t: 'sent', d: sentOn, e: [hash], h: pdf.toString('hex'), r: leafText(recipient), v: 1 })
}

/** A name as a leaf takes it: whoever imports may have typed a line end, or an é in two parts. */
export const leafText = (name: string): string => oneLine(name.replace(/[\p{Cc}\p{Cs}]/gu, ' ')) || '–'
