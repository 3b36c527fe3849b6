import { createHash } from 'node:crypto'
import { styles } from './styles.ts'

/** A style sheet that stands in a file of its own, which a browser fetches once: it is named after what is in it. */
export type StyleSheet = { readonly text: string; readonly name: string }

/** The file of a style sheet. */
export const sheetOf = (text: string): StyleSheet => ({
  text,
  name: `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.css`,
})

/**
 * The styles of public pages as a file. Public pages carry them, compressed with the rest; a representative's are never
 * compressed and opened one after the other, and each would be a third larger.
 */
export const readerSheet = sheetOf(styles)
