/**
 * Does `work` for each, one after the other: one that fails keeps no other waiting.
 * @throws in the end, what the first that failed threw.
 */
export async function tryEach<One>(ones: Iterable<One>, work: (one: One) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const one of ones) {
    try {
      await work(one)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
