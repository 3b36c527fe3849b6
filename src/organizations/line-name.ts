import { oneLine } from '#kernel'
import type { BadName } from './sign-on-wish.ts'
import { nameTrouble } from './skeleton.ts'

/** Most characters of a name in print. */
const longestName = 200

/** A name as it can be printed and stand in the log: one line, Normalization Form C, nothing that is not drawn. */
export function parseLineName(typed: string): { readonly kind: 'read'; readonly name: string } | BadName {
  if (!typed.isWellFormed()) return { kind: 'bad-name', trouble: 'invisible' }
  const name = oneLine(typed.normalize('NFC'))
  if (name === '') return { kind: 'bad-name', trouble: 'empty' }
  const trouble = nameTrouble(name)
  if (trouble) return { kind: 'bad-name', trouble }
  if (/\p{Cc}/u.test(name)) return { kind: 'bad-name', trouble: 'invisible' }
  return Array.from(name).length > longestName ? { kind: 'bad-name', trouble: 'too-long' } : { kind: 'read', name }
}

/** A further text of a line, such as a title: one line without what is not drawn; nothing of an empty one. */
export function plainField(typed: string | undefined, longest = longestName): string | undefined {
  if (typed === undefined) return undefined
  const text = oneLine(
    typed
      .toWellFormed()
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' '),
  )
  return text === '' ? undefined : Array.from(text).slice(0, longest).join('')
}
