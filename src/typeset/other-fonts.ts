import { readFontMetrics, type FontMetrics } from './font-metrics.ts'
import { invisible } from './printable.ts'

/** A family for scripts that the first two do not draw. */
export type OtherFont = {
  /** As the font names itself. */
  readonly family: string
  /** The characters for which it is opened; what it draws in the end, its own table says. */
  readonly scripts: RegExp
  /** Set before others in letters of this language: Han characters have other shapes from country to country. */
  readonly language?: string
  /** The bytes of the regular and the heavy font. Called again whenever they are needed: nobody keeps 20 MB for a name. */
  readonly open: () => readonly [regular: Uint8Array, heavy: Uint8Array]
}

/** A family that was opened: its tables stay, some 0.4 MB of a large font; its bytes do not. */
export type ReadFont = { readonly font: OtherFont; readonly regular: FontMetrics; readonly heavy: FontMetrics }

/** The families for other scripts, each opened once, when first a text needs it. */
export type OtherFonts = {
  readonly forTexts: (
    texts: Iterable<string>,
    known: { readonly language: string; readonly isDrawn: (codePoint: number) => boolean },
  ) => readonly ReadFont[]
}

/** What the first two families draw for certain: most texts are nothing else. */
const plain = /^[\u0020-\u007E\u00A0-\u017F\u2018-\u201E]*$/u

/** Opens none of them yet. */
export function otherFonts(fonts: readonly OtherFont[]): OtherFonts {
  const opened = new Map<OtherFont, ReadFont>()
  const read = (font: OtherFont): ReadFont => {
    const known = opened.get(font)
    if (known) return known
    const [regular, heavy] = font.open()
    const now = { font, regular: readFontMetrics(regular), heavy: readFontMetrics(heavy) }
    opened.set(font, now)
    return now
  }
  return {
    forTexts: (texts, { language, isDrawn }) => {
      if (fonts.length === 0) return []
      const wanted = undrawn(texts, isDrawn)
      const found: ReadFont[] = []
      if (wanted.size === 0) return found
      for (const font of inOrder(fonts, languageOf(wanted, language))) {
        if (![...wanted].some((character) => font.scripts.test(character))) continue
        const one = read(font)
        const drawn = [...wanted].filter((character) => one.regular.draws(character.codePointAt(0) ?? 0))
        if (drawn.length > 0) found.push(one)
        for (const character of drawn) wanted.delete(character)
      }
      return found
    },
  }
}

function undrawn(texts: Iterable<string>, isDrawn: (codePoint: number) => boolean): Set<string> {
  const wanted = new Set<string>()
  for (const text of texts) {
    if (plain.test(text)) continue
    for (const character of text)
      if (!isDrawn(character.codePointAt(0) ?? 0) && !invisible.test(character)) wanted.add(character)
  }
  return wanted
}

const inOrder = (fonts: readonly OtherFont[], language: string): readonly OtherFont[] => [
  ...fonts.filter((font) => font.language === language),
  ...fonts.filter((font) => font.language !== language),
]

/** The letter's language; where that has no Han characters of its own, kana or Hangul beside them tell whose they are. */
function languageOf(wanted: ReadonlySet<string>, language: string): string {
  const tongue = language.split('-')[0]?.toLowerCase() ?? ''
  if (['ja', 'ko', 'zh'].includes(tongue)) return tongue
  const has = (script: RegExp): boolean => [...wanted].some((character) => script.test(character))
  if (has(/[\p{Script=Hiragana}\p{Script=Katakana}]/u)) return 'ja'
  return has(/\p{Script=Hangul}/u) && !has(/\p{Script=Han}/u) ? 'ko' : tongue
}
