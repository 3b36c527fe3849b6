import { findDelivery } from '#delivery'
import type { CampaignId, Means, ReplyId } from '#kernel'
import { campaignById } from '#letters'
import type { Database, JobIds, Tx } from '#platform'
import { recordOf, tellOnce } from '#responses'
import { endOfLeaves, tellSupporters, type FindAnswer } from '#signatures'

/** Leaves of one transaction: short enough to hold up nobody who signs. */
const windowLeaves = 2000

/**
 * Has every supporter who agreed to it told once of a published reply. Window by window, each with a key that is
 * written down with its mails: killed anywhere and begun anew, it tells nobody twice and leaves nobody out.
 */
export async function tellOfReply(database: Database, ids: JobIds, means: Means): Promise<void> {
  const campaign = ids['campaign'] as CampaignId
  const reply = ids['reply'] as ReplyId
  const found = await database.read(async (tx) => {
    const published = (await recordOf(tx, campaign, { audience: 'public', at: means.now() })).replies
    const one = published.find(({ id }) => id === reply)
    // Taken down before anybody was told.
    if (!one) return undefined
    const letter = one.delivery && (await findDelivery(tx, one.delivery))?.letter
    return { letter, publishedAt: one.recordedAt, end: await endOfLeaves(tx, campaign) }
  })
  if (!found) return
  const { letter, publishedAt } = found
  for (let first = 0; first < found.end; first += windowLeaves) {
    const window = { first, end: first + windowLeaves }
    await database.transaction(async (tx) => {
      if (await tellOnce(tx, campaign, `answer ${reply} ${first}`, means.now()))
        await tellSupporters(tx, { campaign, letter, reply, publishedAt, window }, means)
    })
  }
}

/** Finds what a mail tells of an answer. @param place its page's address, with `CAMPAIGN` and `REPLY` where their names go. */
export const answerFinder =
  (place: string, { now }: Pick<Means, 'now'>): FindAnswer =>
  async (tx: Tx, campaign: CampaignId, reply: ReplyId) => {
    const found = await campaignById(tx, campaign)
    if (!found) return undefined
    const record = await recordOf(tx, campaign, { audience: 'public', at: now() })
    const one = record.replies.find(({ id }) => id === reply)
    const recipient = record.recipients.find(({ id }) => id === one?.recipient)
    if (!one || !recipient) return undefined
    const url = place.replace('CAMPAIGN', encodeURIComponent(found.slug)).replace('REPLY', reply)
    return { recipient: recipient.name, url }
  }
