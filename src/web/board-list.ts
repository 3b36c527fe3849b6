import { groupsOf, listSettings, printedSignOns, type ListSettings, type PrintedSignOn } from '#organizations'
import type { Boarding } from './board-visit.ts'

/** A letter's list as it would print once everything is final. */
export type ReadList = {
  readonly lines: readonly PrintedSignOn[]
  readonly settings: ListSettings
  readonly groups: readonly string[]
}

/** Reads it: every line that may print, also those that still wait for the list to be finalized. */
export async function readList({ tx, place }: Boarding): Promise<ReadList> {
  const { campaign, letter, now } = place
  return {
    lines: await printedSignOns(tx, campaign.id, letter.id, now),
    settings: await listSettings(tx, campaign.id, letter.id),
    groups: await groupsOf(tx, campaign.id, letter.id),
  }
}
