import { parsePartialDate } from '#kernel'

/** Month names, January first, in the languages letters come in; then the short forms. */
const names = [
  'january february march april may june july august september october november december',
  'jan feb mar apr may jun jul aug sept oct nov dec',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'jan feb mrz apr mai jun jul aug sep okt nov dez',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  'januari februari mars april maj juni juli augusti september oktober november december',
  'januar februar marts april maj juni juli august september oktober november desember',
  'ledna února března dubna května června července srpna září října listopadu prosince',
  'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie',
  'gener febrer març abril maig juny juliol agost setembre octubre novembre desembre',
  'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
  'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
  'januari februari maart april mei juni juli augustus september oktober november december',
] as const

/** A line that is a date, and nothing else but a place or weekday before it. */
export type FoundDate =
  | { readonly kind: 'date'; readonly date: string }
  /** Like `03/04/2019`: which number is the month depends on the country. */
  | { readonly kind: 'ambiguous'; readonly printed: string }

/** Month names of all languages, folded, full and abbreviated, with their numbers. */
export type MonthNames = ReadonlyMap<string, number>

/** Builds the table of month names once per reading. */
export function monthNames(): MonthNames {
  return new Map(names.flatMap((year) => year.split(' ').map((name, month) => [name, month + 1] as const)))
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '')

/** Reads a line that is a date as letters print it; `undefined` for any other line. */
export function findDate(line: string, months: MonthNames): FoundDate | undefined {
  if (line.length < 4 || line.length > 80 || !/\d{4}/u.test(line)) return undefined
  const text = line
    .replace(/^[*_#\s]+|[*_\s.,]+$/gu, '')
    .replace(
      /\s*\((?:last |zuletzt )?(?:updated|revised|amended|aktualisiert|geändert|actualizad|actualis|mis à jour|atualizad)[^()]*\)$/iu,
      '',
    )
    .replace(
      /^(?:date|datum|fecha|data|dated|issued|sent|posted|published|veröffentlicht|publicado|publié)(?: (?:on|am|el|le|em))?\s*:?\s+(?=.*\d)/iu,
      '',
    )
    .replace(/\s*(?:[|\u00B7\u2022\u2013\u2014]|\bby\b|\bat \d).*$/u, '')
  if (text.length > 60) return undefined
  return eastAsianDate(text) ?? numericDate(text) ?? wordedDate(text, months)
}

/** Year, month and day with the signs for them: 2019年4月22日, 2019년 4월 22일. */
function eastAsianDate(text: string): FoundDate | undefined {
  const match = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?$/u.exec(text)
  if (!match) return undefined
  return asDate(Number(match[1]), Number(match[2]), match[3] === undefined ? undefined : Number(match[3]))
}

/** A date as data writes it, with or without a time behind it; `undefined` for anything else. */
export function dateOfData(text: string, months: MonthNames): string | undefined {
  const found = findDate(text.trim().replace(/^(\d{4}-\d{2}(?:-\d{2})?)[T ].*$/u, '$1'), months)
  if (found?.kind === 'date') return found.date
  return /^(?:19|20)\d{2}$/u.test(text.trim()) ? parsePartialDate(text.trim()) : undefined
}

function numericDate(text: string): FoundDate | undefined {
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/u.exec(text)
  if (iso) return asDate(Number(iso[1]), Number(iso[2]), iso[3] === undefined ? undefined : Number(iso[3]))
  const dotted = /^(?:.{2,30},\s*(?:den\s+)?)?(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/u.exec(text)
  if (dotted) return asDate(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]))
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(text)
  if (!slashed) return undefined
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])]
  if (first > 12) return asDate(year, second, first)
  if (second > 12 || first === second) return asDate(year, first, second)
  return { kind: 'ambiguous', printed: text }
}

function wordedDate(text: string, months: MonthNames): FoundDate | undefined {
  const words = text.split(/[\s,]+/u)
  const at = words.findIndex((word) => /\p{L}/u.test(word) && months.has(bare(word)))
  const year = words.at(-1) ?? ''
  const month = months.get(bare(words[at] ?? ''))
  if (month === undefined || !/^\d{4}$/u.test(year) || words.length > 9) return undefined
  const rest = words.filter((_, index) => index !== at && index !== words.length - 1)
  const days = rest.filter((word) => /^\d{1,2}(?:st|nd|rd|th|er|\.|º)?$/u.test(word))
  // Anything else may only be a weekday, a place, or "de", "the", "of", "den": at most three short words before the date.
  const others = rest.filter(
    (word) => !days.includes(word) && !/^(?:de|del|the|of|den|le|am|el|al|год[а]?|г|року)$/iu.test(word),
  )
  const tail = words.slice(
    Math.max(
      at,
      words.findIndex((word) => days.includes(word)),
    ) + 1,
    -1,
  )
  if (days.length > 1 || others.length > 3 || tail.some((word) => others.includes(word))) return undefined
  if (others.some((word) => !/^\p{Lu}/u.test(word) && !months.has(bare(word)) && days.length === 0)) return undefined
  return asDate(Number(year), month, days[0] === undefined ? undefined : Number.parseInt(days[0], 10))
}

function asDate(year: number, month: number, day: number | undefined): FoundDate | undefined {
  const two = (n: number): string => String(n).padStart(2, '0')
  const date = parsePartialDate(`${year}-${two(month)}${day === undefined ? '' : `-${two(day)}`}`)
  return date === undefined ? undefined : { kind: 'date', date }
}
