import { sql } from 'kysely'
import type { Means } from '../../src/kernel/index.ts'
import type { Database, Vault } from '../../src/platform/index.ts'
import { confirmBatch, packSignals, signalsOf, signBatch, type Wish } from '../../src/signatures/index.ts'
import type { Visit } from './crowds.ts'
import { email, signer, wishFor, type SigningPlace } from './signatures.ts'

/**
 * Signs and confirms everybody of some visits, in the order of confirming, at the times of their visits after now.
 * @param also what all of their forms say besides.
 */
export async function confirmVisits(
  database: Database,
  place: SigningPlace,
  visits: readonly Visit[],
  { vault, means, also = {} }: { readonly vault: Vault; readonly means: Means; readonly also?: Partial<Wish> },
): Promise<void> {
  const campaign = place.campaign.id
  const start = means.now().getTime()
  const sorted = visits.toSorted((a, b) => a.wishedAt + a.waited - b.wishedAt - b.waited)
  const wishes = sorted.map(({ traits }, i) =>
    wishFor(place, {
      name: signer(traits.name),
      email: email(`v${i}.${traits.email.replace(/[^a-z0-9@.]/gi, '')}`),
      showsName: true,
      signals: packSignals(signalsOf(traits, vault, campaign)),
      ...also,
    }),
  )
  await database.transaction(async (tx) => {
    const pending = await signBatch(tx, wishes, vault, means)
    const links = pending.flatMap((one) =>
      one.kind === 'asked-to-confirm' ? [{ by: 'link' as const, campaign, pending: one.pending }] : [],
    )
    const outcomes = await confirmBatch(tx, links, vault, means)
    const indexes = outcomes.map((one) => (one.kind === 'confirmed' ? one.index : -1))
    const at = (moment: (visit: Visit) => number) => sorted.map((visit) => new Date(start + moment(visit)))
    await sql`update signatures_signature s set wished_at = v.wished, confirmed_at = v.confirmed
                from unnest(${indexes}::bigint[], ${at(({ wishedAt }) => wishedAt)}::timestamptz[],
                            ${at(({ wishedAt, waited }) => wishedAt + waited)}::timestamptz[])
                     as v (index, wished, confirmed)
               where s.campaign_id = ${campaign} and s.leaf_index = v.index`.execute(tx)
  })
}
