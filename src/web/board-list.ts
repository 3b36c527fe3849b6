import { listOf, skeletonRegister, type DrawnList } from '#organizations'
import type { Boarding } from './board-visit.ts'

/** A letter's list as it would print once everything is final. */
export async function readList({ organizing, tx, place }: Boarding): Promise<DrawnList> {
  const { campaign, letter } = place
  const list = await listOf(tx, campaign.id, letter, organizing.shelf)
  return list ?? emptyList
}

const emptyList: DrawnList = {
  lines: [],
  coming: [],
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
