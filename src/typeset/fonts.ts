/**
 * The bytes of the TrueType fonts a page is set in. The families must be the ones the templates name
 * (Source Serif 4, Source Sans 3); the first font of each list is the regular one, by which widths are reckoned.
 */
export type LetterFonts = {
  /** Regular, semibold and italic of Source Serif 4. */
  readonly serif: readonly Uint8Array[]
  /** Regular and semibold of Source Sans 3. */
  readonly sans: readonly Uint8Array[]
}
