import { oneLine, parseEmail, parsePartialDate, type EmailAddress } from '#kernel'
import { nameTrouble } from '#organizations'
import type { FieldError } from './sign-form.ts'

/** The longest line that organizers type: of names, headings, domains. */
export const longestLine = 300
/** The longest note. */
export const longestNote = 2000

type Sentences = { readonly long: (most: number) => string; readonly odd?: string }

/**
 * Reads one line that somebody typed; what is wrong with it is added to the errors. @returns `null` when nothing was
 * typed, so that what was there is taken away.
 */
export function readLine(
  posted: URLSearchParams,
  field: string,
  words: Sentences,
  errors: FieldError[],
): string | null {
  const text = oneLine(posted.get(field) ?? '')
  if (text.length > longestLine) errors.push({ field, said: words.long(longestLine) })
  // Only what shows otherwise than it reads is refused; whatever else people are called is theirs to say.
  else if (words.odd !== undefined && nameTrouble(text)) errors.push({ field, said: words.odd })
  return text === '' ? null : text
}

/** Reads several lines; line ends become plain ones. */
export function readNote(
  posted: URLSearchParams,
  field: string,
  words: Pick<Sentences, 'long'>,
  errors: FieldError[],
): string | null {
  const text = (posted.get(field) ?? '').replaceAll(/\r\n?/g, '\n').trim()
  if (text.length > longestNote) errors.push({ field, said: words.long(longestNote) })
  return text === '' ? null : text
}

/** Reads an address that may be left out. */
export function readContact(
  posted: URLSearchParams,
  field: string,
  said: string,
  errors: FieldError[],
): EmailAddress | null {
  const parsed = parseEmail(posted.get(field) ?? '')
  if (parsed.kind === 'read') return parsed.email
  if (parsed.why !== 'empty') errors.push({ field, said })
  return null
}

/** Reads a whole day that may be left out, ISO 8601. */
export function readDay(posted: URLSearchParams, field: string, said: string, errors: FieldError[]): string | null {
  const text = (posted.get(field) ?? '').trim()
  if (text === '') return null
  const day = parsePartialDate(text)
  if (day?.length === 10) return day
  errors.push({ field, said })
  return null
}
