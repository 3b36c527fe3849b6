import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Bytes of the fonts every PDF and card is set in, all under the SIL Open Font License. */
export type FontBytes = {
  readonly serif: readonly Uint8Array[]
  readonly sans: readonly Uint8Array[]
  /** For the other scripts; opened by whoever meets a character of them. */
  readonly others: readonly OtherFontFile[]
}

/** A family for scripts that the first two do not draw. */
export type OtherFontFile = {
  readonly family: string
  /** The characters it is there for. What it draws in the end, its own table says. */
  readonly scripts: RegExp
  /** The language whose letters it is set before others in: Han characters have other shapes from country to country. */
  readonly language?: string
  /** Reads regular and heavy from the disk: 40 KB to 21 MB. */
  readonly open: () => readonly [regular: Uint8Array, heavy: Uint8Array]
}

type Family = Omit<OtherFontFile, 'open'> & {
  readonly place: string
  readonly heavy?: '600SemiBold' | '700Bold'
}

const serif = [
  '400Regular/SourceSerif4_400Regular',
  '600SemiBold/SourceSerif4_600SemiBold',
  '400Regular_Italic/SourceSerif4_400Regular_Italic',
]
const sans = ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold']

const arabic = /\p{Script_Extensions=Arabic}/u
const eastern = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\u3000-\u303F\uFF00-\uFFEF]/u

const families: readonly Family[] = [
  // Before Noto: Noto draws an Arabic letter as a body and dots apart, and what is copied out of such a PDF has every
  // letter twice (decision 0021).
  { family: 'Amiri', place: 'amiri', scripts: arabic, heavy: '700Bold' },
  { family: 'Noto Sans Arabic', place: 'noto-sans-arabic', scripts: arabic },
  { family: 'Noto Sans Hebrew', place: 'noto-sans-hebrew', scripts: /\p{scx=Hebrew}/u },
  { family: 'Noto Sans Devanagari', place: 'noto-sans-devanagari', scripts: /\p{scx=Devanagari}/u },
  { family: 'Noto Sans Tamil', place: 'noto-sans-tamil', scripts: /\p{scx=Tamil}/u },
  { family: 'Noto Sans Thai', place: 'noto-sans-thai', scripts: /\p{scx=Thai}/u },
  { family: 'Noto Sans Georgian', place: 'noto-sans-georgian', scripts: /\p{scx=Georgian}/u },
  { family: 'Noto Sans Ethiopic', place: 'noto-sans-ethiopic', scripts: /\p{scx=Ethiopic}/u },
  { family: 'Noto Sans SC', place: 'noto-sans-sc', scripts: eastern, language: 'zh' },
  { family: 'Noto Sans JP', place: 'noto-sans-jp', scripts: eastern, language: 'ja' },
  { family: 'Noto Sans KR', place: 'noto-sans-kr', scripts: eastern, language: 'ko' },
]

/**
 * The fonts the project ships with. The first two families are read here, about 1.8 MB: read once and hand them on.
 * They are found as Node finds a package, so a clone and an installed package work alike. Of the other scripts only
 * what is installed is there: who leaves out a package has `□` in the place of its characters.
 */
export function letterFonts(): FontBytes {
  const { resolve } = createRequire(import.meta.url)
  const at = (place: string, file: string): string => resolve(`@expo-google-fonts/${place}/${file}.ttf`)
  const others = families.flatMap(({ place, heavy = '600SemiBold', ...known }): readonly OtherFontFile[] => {
    const name = known.family.replaceAll(' ', '')
    try {
      const [regular, bold] = [at(place, `400Regular/${name}_400Regular`), at(place, `${heavy}/${name}_${heavy}`)]
      return [{ ...known, open: () => [readFileSync(regular), readFileSync(bold)] }]
    } catch {
      return []
    }
  })
  return {
    serif: serif.map((file) => readFileSync(at('source-serif-4', file))),
    sans: sans.map((file) => readFileSync(at('source-sans-3', file))),
    others,
  }
}
