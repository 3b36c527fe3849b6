import type { TallyResult } from '#proof'
import type { Count, Counts } from './count.ts'

/** A sentence for each number that is not what the counting rule makes of the leaves. */
export function disagreements(
  what: string,
  kept: Counts,
  { versions, letters }: Pick<TallyResult, 'versions' | 'letters'>,
): readonly string[] {
  const recounted = new Map<string, Count>([
    ...versions.map((count): [string, Count] => [`version:${count.hash}`, count]),
    ...letters.map((count): [string, Count] => [`letter:${count.letter}`, count]),
  ])
  const none: Count = { standing: 0, withdrawn: 0 }
  return [...new Set([...kept.keys(), ...recounted.keys()])].flatMap((subject) => {
    const [has, should] = [kept.get(subject) ?? none, recounted.get(subject) ?? none]
    if (has.standing === should.standing && has.withdrawn === should.withdrawn) return []
    const [is, be] = [has, should].map(({ standing, withdrawn }) => `${standing} standing and ${withdrawn} withdrawn`)
    return [`${what}: ${subject} has ${is}, its leaves make ${be}.`]
  })
}
