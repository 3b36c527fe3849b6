import { Fault, type Means } from '#kernel'

/** How much an event matters: `error` is for the operator to act on. */
export type Level = 'info' | 'warning' | 'error'

/** One event: a code in kebab-case, and a sentence for the operator without personal data. */
export type Entry = { readonly level: Level; readonly code: string; readonly text: string; readonly reference?: string }

/** Where the house says what happens. One line per event; never personal data. */
export type Journal = {
  readonly note: (entry: Entry) => void
  /**
   * Notes anything thrown. Of what is not a {@link Fault} only the kind and the place in the code are kept, since
   * its message may quote what a person typed.
   * @returns a reference of 8 letters and digits that a visitor may be shown.
   */
  readonly fault: (thrown: unknown) => string
}

/**
 * A journal whose lines are `2019-01-31T09:00:00.000Z error database-busy k3v9m2xa The server …`
 * (a reference of `-` is none).
 * @param write is given each line with its line end; the server hands in stderr.
 */
export function openJournal(write: (line: string) => void, means: Means): Journal {
  const note = ({ level, code, text, reference = '-' }: Entry) => {
    const line = `${means.now().toISOString()} ${level} ${code} ${reference} ${text}`
    // A line end inside would let whatever is quoted forge an event of its own.
    write(`${line.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')}\n`)
  }
  const fault = (thrown: unknown) => {
    const reference = freshReference(means)
    const code = thrown instanceof Fault ? thrown.code : 'internal'
    note({ level: 'error', code, text: describe(thrown), reference })
    return reference
  }
  return { note, fault }
}

// Without 0, 1, i, l, o, u: a visitor reads it out on the telephone. 30 signs, so the tiny bias of a remainder is of no matter.
const signs = '23456789abcdefghjkmnpqrstvwxyz'

function freshReference({ random }: Means): string {
  return Array.from(random(8), (byte) => signs[byte % signs.length]).join('')
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `a thrown ${typeof thrown}`
  const said = thrown instanceof Fault ? thrown.message : kindOf(thrown)
  const cause = thrown.cause === undefined ? '' : ` / caused by ${describe(thrown.cause)}`
  return `${said}${placeOf(thrown)}${cause}`
}

/** The error's kind and what machines say of it: codes and names of tables and constraints, never values. */
function kindOf(error: Error): string {
  const known = ['code', 'table', 'column', 'constraint', 'routine'] as const
  const said = known.flatMap((name) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? [`${name} ${value}`] : []
  })
  return [error.name, ...said].join(', ')
}

function placeOf(error: Error): string {
  // The stack begins with the message, which may have lines that look like places.
  const frames = (error.stack ?? '')
    .replace(error.message, () => '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return frames
    .slice(0, 4)
    .map((line) => ` / ${line.trim()}`)
    .join('')
}
