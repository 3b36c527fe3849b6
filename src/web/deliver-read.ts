import { oneLine, parseEmail, wordsFor } from '#kernel'
import { parseDay, type AddresseeWish, type Day } from '#delivery'
import type { FieldError } from './sign-form.ts'

const mostAddressees = 50
const longestPart = 300

/** Reads to whom a letter goes, one on each line: name | post | e-mail address. What is wrong is added to the errors. */
export function readAddressees(
  typed: string,
  { language, needsEmail }: { readonly language: string; readonly needsEmail: boolean },
  errors: FieldError[],
): readonly AddresseeWish[] {
  const words = wordsFor(language).deliver.prepare.errors
  const wrong = (said: string): readonly [] => {
    errors.push({ field: 'to', said })
    return []
  }
  const found = typed.split('\n').flatMap((text, index): readonly AddresseeWish[] => {
    if (text.trim() === '') return []
    const line = index + 1
    const [name = '', post = '', address = ''] = text.toWellFormed().split('|').map(oneLine)
    if (name === '') return wrong(words.noName(line))
    if (name.length > longestPart || post.length > longestPart) return wrong(words.long(longestPart))
    const parsed = parseEmail(address)
    if (parsed.kind !== 'read' && parsed.why !== 'empty') return wrong(words.email(line))
    if (needsEmail && parsed.kind !== 'read') return wrong(words.noEmail(line))
    return [{ name, ...(post !== '' && { post }), ...(parsed.kind === 'read' && { email: parsed.email }) }]
  })
  if (errors.some(({ field }) => field === 'to')) return []
  if (found.length === 0) return wrong(words.nobody)
  return found.length > mostAddressees ? wrong(words.many) : found
}

/** Reads a whole day that must be there. */
export function readDayOn(
  typed: string | null,
  field: string,
  language: string,
  errors: FieldError[],
): Day | undefined {
  const day = parseDay((typed ?? '').trim())
  if (!day) errors.push({ field, said: wordsFor(language).deliver.record.errors.on })
  return day
}
