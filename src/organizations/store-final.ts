import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizerId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { FinalLine } from './standing.ts'

/** A finalized list. */
export type FinalRow = {
  readonly letter: LetterId
  readonly hash: Buffer
  readonly at: Date
  /** Absent: the server, when the rule of two began. */
  readonly by: OrganizerId | undefined
  readonly holds: boolean
  readonly lines: readonly (FinalLine & { readonly signOn: SignOnId })[]
}

/** Keeps a finalized list in the place of the one before. */
export async function putFinal(tx: Tx, campaign: CampaignId, final: FinalRow): Promise<void> {
  const { letter, hash, at, by, holds, lines } = final
  await tx
    .deleteFrom('organizations_final')
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .execute()
  await tx
    .insertInto('organizations_final')
    .values({
      campaign_id: campaign,
      letter_id: letter,
      content_hash: hash,
      finalized_at: at,
      finalized_by: by ?? null,
      holds,
    })
    .execute()
  for (let i = 0; i < lines.length; i += 1000)
    await tx
      .insertInto('organizations_final_line')
      .values(
        lines.slice(i, i + 1000).map(({ signOn, line, versions }) => ({
          campaign_id: campaign,
          letter_id: letter,
          sign_on_id: signOn,
          line: JSON.stringify(line),
          versions: [...versions],
        })),
      )
      .execute()
}

/** The rule of two ended: the list no longer says what is printed. */
export async function releaseFinal(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<void> {
  await tx
    .updateTable('organizations_final')
    .set({ holds: false })
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .execute()
}

/** When and by whom a list was finalized last, and how many lines it had. */
export async function findFinal(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<FinalFacts | undefined> {
  const { rows } = await sql<FinalFacts>`
    select f.finalized_at as at, f.finalized_by as by, f.holds,
           (select count(*)::int from organizations_final_line l
             where (l.campaign_id, l.letter_id) = (f.campaign_id, f.letter_id)) as lines
      from organizations_final f where f.campaign_id = ${campaign} and f.letter_id = ${letter}`.execute(tx)
  return rows[0]
}

/** What is asked of a finalized list. */
export type FinalFacts = {
  readonly at: Date
  /** `null`: the server, when the rule of two began. */
  readonly by: OrganizerId | null
  readonly lines: number
  readonly holds: boolean
}
