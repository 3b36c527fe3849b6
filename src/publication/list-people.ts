import type { CampaignId, LetterId } from '#kernel'
import { sealedSizes } from '#ledger'
import type { Tx } from '#platform'
import { signingOf, supportersAfter, type Supporter } from '#signatures'

const rowsAtOnce = 5000

/** People of the public who wished to be named, up to an entry of the log, in its order. */
export type NamedPeople = {
  /** How many entries the log had. */
  readonly size: number
  readonly people: readonly Supporter[]
  /** There are more than `atMost`: these are the first. */
  readonly isCut: boolean
}

/** Reads them some thousand at a time; `tell` hears how many there are so far. Nobody where none sign. */
export async function namedPeople(
  tx: Tx,
  { campaign, letter, atMost }: { readonly campaign: CampaignId; readonly letter: LetterId; readonly atMost: number },
): Promise<NamedPeople> {
  const size = (await sealedSizes(tx)).get(campaign) ?? 0
  if (!(await signingOf(tx, campaign))) return { size, people: [], isCut: false }
  const people: Supporter[] = []
  for (let after = -1; people.length <= atMost;) {
    const rows = await supportersAfter(tx, campaign, letter, after, rowsAtOnce)
    const within = rows.filter(({ index }) => index < size)
    people.push(...within)
    after = rows.at(-1)?.index ?? size
    if (rows.length < rowsAtOnce || within.length < rows.length) break
  }
  return { size, people: people.slice(0, atMost), isCut: people.length > atMost }
}
