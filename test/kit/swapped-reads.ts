import type { KyselyPlugin } from 'kysely'
import type { EditionText } from '../../src/kernel/index.ts'
import type { Database, Vault } from '../../src/platform/index.ts'
import { canonicalText, LETTER_TEXT_FORMAT, parseCanonicalText } from '../../src/proof/index.ts'

/** A word that stands in no page by itself, nor in any address: names are folded there. */
export const marker = 'Zqmark'

/** What stands in place of the marker, each time it is asked. */
export type Swap = () => string

/**
 * The texts one behind the other, and each of them first in its turn: what no form would have let in, as it would be
 * read if it were stored all the same.
 */
export function eachFirst(texts: readonly string[]): Swap {
  let asked = 0
  return () => {
    const first = asked++ % texts.length
    return [...texts.slice(first), ...texts.slice(0, first)].join(' ')
  }
}

/** Puts `swap` in place of the marker in every row that is read. */
export function swappedRows(swap: Swap): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => ({
      ...result,
      rows: result.rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, of]) => [key, deep(of, swap)]))),
    }),
  }
}

/** The database as it would be read if `swap` had been stored wherever the marker was. Writes go on as they are. */
export function swappedReads(database: Database, swap: Swap): Database {
  const plugin = swappedRows(swap)
  return { ...database, read: (work) => database.read((tx) => work(tx.withPlugin(plugin))) }
}

/** The vault as it would open if `swap` had been sealed wherever the marker was. */
export function swappedVault(vault: Vault, swap: Swap): Vault {
  return {
    ...vault,
    open: (sealed, bound) => {
      const plain = vault.open(sealed, bound)
      if (plain?.includes(marker) !== true) return plain
      return /^[[{]/.test(plain) ? JSON.stringify(deep(JSON.parse(plain), swap)) : inPlace(plain, swap)
    },
  }
}

const inPlace = (text: string, swap: Swap): string => (text.includes(marker) ? text.replaceAll(marker, swap) : text)

function deep(of: unknown, swap: Swap): unknown {
  if (typeof of === 'string') return of.startsWith(LETTER_TEXT_FORMAT) ? inLetter(of, swap) : inPlace(of, swap)
  if (Array.isArray(of)) return of.map((one) => deep(one, swap))
  if (of === null || typeof of !== 'object' || Object.getPrototypeOf(of) !== Object.prototype) return of
  return Object.fromEntries(Object.entries(of).map(([key, one]) => [key, deep(one, swap)]))
}

/** A frozen text that says `swap`, written as one that was frozen so. */
function inLetter(text: string, swap: Swap): string {
  const read = parseCanonicalText(text)
  return read ? canonicalText(edition(read, swap)) : text
}

// Only strings are swapped for strings, so that it stays what it was.
const edition = (read: EditionText, swap: Swap): EditionText => deep(read, swap) as EditionText
