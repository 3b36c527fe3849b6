import { randomBytes } from 'node:crypto'
import type { Means } from '#kernel'

/** The real clock and the operating system's random numbers: what verbs are handed outside of tests. */
export function systemMeans(): Means {
  return { now: () => new Date(), random: (bytes) => new Uint8Array(randomBytes(bytes)) }
}
