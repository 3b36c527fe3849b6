import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Bytes of the two families every PDF and card is set in; both under the SIL Open Font License. */
export type FontBytes = { readonly serif: readonly Uint8Array[]; readonly sans: readonly Uint8Array[] }

const serif = [
  '400Regular/SourceSerif4_400Regular',
  '600SemiBold/SourceSerif4_600SemiBold',
  '400Regular_Italic/SourceSerif4_400Regular_Italic',
]
const sans = ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold']

/**
 * Reads the fonts the project ships with, about 1.8 MB: read once and hand them on.
 * They are found as Node finds a package, so a clone and an installed package work alike.
 */
export function letterFonts(): FontBytes {
  const resolve = createRequire(import.meta.url).resolve
  const read = (family: string, file: string): Uint8Array =>
    readFileSync(resolve(`@expo-google-fonts/${family}/${file}.ttf`))
  return {
    serif: serif.map((file) => read('source-serif-4', file)),
    sans: sans.map((file) => read('source-sans-3', file)),
  }
}
