import type { TallyResult } from '#proof'
import type { Count, Counts } from './count.ts'

const isRuled = (subject: string): boolean => subject.startsWith('version:') || subject.startsWith('letter:')

/**
 * A sentence for each number of a text or a letter that is not what the counting rule makes of the leaves. Other numbers
 * are for the rooms to check that keep them.
 */
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
  return [...new Set([...[...kept.keys()].filter(isRuled), ...recounted.keys()])].flatMap((subject) => {
    const [has, should] = [kept.get(subject) ?? none, recounted.get(subject) ?? none]
    if (has.standing === should.standing && has.withdrawn === should.withdrawn) return []
    const [is, be] = [has, should].map(({ standing, withdrawn }) => `${standing} standing and ${withdrawn} withdrawn`)
    return [`${what}: ${subject} has ${is}, its leaves make ${be}.`]
  })
}
