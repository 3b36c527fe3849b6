/** What one batch adds to a number: leaves that now stand, and leaves withdrawn. Negative where a number falls. */
export type CountDelta = { readonly subject: string; readonly standing: number; readonly withdrawn: number }

/** A number of the log: leaves that stand, and leaves that stood and were withdrawn. */
export type Count = { readonly standing: number; readonly withdrawn: number }

/** The numbers of one log by subject; what the subjects are, the rooms that append decide. */
export type Counts = ReadonlyMap<string, Count>

/** One delta per subject: a statement may touch a row only once. Sums that change nothing are left out. */
export function sumDeltas(deltas: readonly CountDelta[]): readonly CountDelta[] {
  const sums = new Map<string, CountDelta>()
  for (const { subject, standing, withdrawn } of deltas) {
    const before = sums.get(subject)
    sums.set(subject, {
      subject,
      standing: standing + (before?.standing ?? 0),
      withdrawn: withdrawn + (before?.withdrawn ?? 0),
    })
  }
  return [...sums.values()].filter(({ standing, withdrawn }) => standing !== 0 || withdrawn !== 0)
}
