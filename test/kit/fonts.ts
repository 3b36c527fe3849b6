import { letterFonts } from '../../src/platform/fonts.ts'
import type { LetterFonts } from '#typeset'

/** The fonts the project ships with, for tests of rooms that may not read files. */
export const shippedFonts: LetterFonts = letterFonts()
