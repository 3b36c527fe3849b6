import type { SignOnId } from '#kernel'
import { listOf, signOnFor, skeletonRegister, type DrawnList, type PrintedSignOn } from '#organizations'
import type { Boarding } from './board-visit.ts'

/** A letter's list as it would print once everything is final. */
export async function readList({ tx, place }: Boarding): Promise<DrawnList> {
  const { campaign, letter, now } = place
  const list = await listOf(tx, campaign.id, letter, now)
  return list ?? emptyList
}

const emptyList: DrawnList = {
  lines: [],
  settings: { ordering: 'as-printed', articles: 'kept' },
  groups: [],
  endorsements: [],
  settled: [],
  final: undefined,
  content: '',
}

/** For a name, others of the list that it can be taken for in print, unless somebody found that they are two. */
export function twinsIn({ lines, settled }: Pick<DrawnList, 'lines' | 'settled'>): (name: string) => readonly string[] {
  const register = skeletonRegister(lines.map((line) => line.signatureName ?? line.name))
  const isSettled = (one: string, other: string): boolean =>
    settled.some((pair) => (pair.one === one && pair.other === other) || (pair.one === other && pair.other === one))
  return (name) => register.twinsOf(name).filter((other) => !isSettled(name, other))
}

/**
 * A sign-on that is not on the list yet, as a line of it: its name is spelled before it is authorized and accepted.
 * @returns `undefined` when it was withdrawn, or is of another letter.
 */
export async function lineToBe(
  { organizing, tx, place }: Boarding,
  signOn: SignOnId,
): Promise<PrintedSignOn | undefined> {
  const detail = await signOnFor(tx, organizing.accounts.vault, place.campaign.id, signOn, place.letter)
  if (!detail || detail.state === 'withdrawn') return undefined
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
