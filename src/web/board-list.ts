import type { SignOnId } from '#kernel'
import { listOf, signOnFor, type DrawnList, type PrintedSignOn } from '#organizations'
import type { Boarding } from './board-visit.ts'

/** A letter's list as it would print once everything is final. */
export async function readList({ tx, place }: Boarding): Promise<DrawnList> {
  const { campaign, letter, now } = place
  const list = await listOf(tx, campaign.id, letter.id, now)
  return list ?? emptyList
}

const emptyList: DrawnList = {
  lines: [],
  settings: { ordering: 'as-printed', articles: 'kept' },
  groups: [],
  endorsements: [],
  final: undefined,
  content: '',
}

/**
 * A sign-on that is not on the list yet, as a line of it: its name is spelled before it is authorized and accepted.
 * @returns `undefined` when it was withdrawn, or is of another letter.
 */
export async function lineToBe(
  { organizing, tx, place }: Boarding,
  signOn: SignOnId,
): Promise<PrintedSignOn | undefined> {
  const detail = await signOnFor(tx, organizing.accounts.vault, place.campaign.id, signOn)
  if (!detail || detail.letter !== place.letter.id || detail.state === 'withdrawn') return undefined
  return {
    ...detail.line,
    id: signOn,
    letter: detail.letter,
    organization: detail.organization,
    organizationSlug: undefined,
    editions: [],
    position: Number.MAX_SAFE_INTEGER,
    representative: undefined,
    country: undefined,
    note: undefined,
    origin: 'gathered',
    level: detail.level,
    versions: new Set(detail.standing),
    withdrawnAt: undefined,
    leaf: undefined,
  }
}
