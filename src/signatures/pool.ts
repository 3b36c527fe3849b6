import type { Means } from '#kernel'

/** The same means, with the random bytes for a whole batch asked for at once: the system takes its time for each question. */
export function pooled({ now, random }: Means, bytes: number): Means {
  const pool = random(bytes)
  let at = 0
  return {
    now,
    random: (count) => {
      if (at + count > pool.length) return random(count)
      at += count
      return pool.subarray(at - count, at)
    },
  }
}
