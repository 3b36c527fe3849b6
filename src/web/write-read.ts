import { oneLine, wordsFor } from '#kernel'
import { countOf } from './phrases.ts'
import type { FieldError } from './sign-form.ts'
import { parseLanguage } from './languages.ts'
import { typedIn } from './write-fields.ts'

/** The longest line that somebody types on these pages, in UTF-16 code units; longer ones are no titles. */
export const longestLine = 200

/** Reads the posted fields of a form, and gathers everything that is wrong with them at once. */
export type FormReader = {
  readonly errors: readonly FieldError[]
  readonly wrong: (field: string, said: string) => undefined
  /** A title: one line that is there and is not too long. */
  readonly title: (field: string) => string | undefined
  /** A language of the list, or any well-formed tag. */
  readonly language: (field: string) => string | undefined
  /** One line that may be left out. */
  readonly line: (field: string, longest: number) => string | undefined
}

/** Begins to read what was posted; sentences are in a reader's language. */
export function formReader(posted: URLSearchParams, language: string): FormReader {
  const errors: FieldError[] = []
  const words = wordsFor(language).write.newLetter.errors
  const wrong = (field: string, said: string): undefined => void errors.push({ field, said })
  const text = (field: string): string => oneLine(typedIn(posted, field).toWellFormed())
  return {
    errors,
    wrong,
    title: (field) => {
      const title = text(field)
      if (title === '') return wrong(field, words.noTitle)
      return title.length > longestLine ? wrong(field, words.longTitle) : title
    },
    language: (field) => parseLanguage(text(field)) ?? wrong(field, words.language),
    line: (field, longest) => {
      const line = text(field)
      if (line.length > longest) return wrong(field, words.long(countOf(longest, language)))
      return line === '' ? undefined : line
    },
  }
}
