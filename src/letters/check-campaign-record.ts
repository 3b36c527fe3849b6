import { parseCanonicalText, hashText } from '#proof'
import { isPlainSlug, type CampaignRecord, type EditionRecord, type LetterRecord } from './campaign-record.ts'
import { reservedSlugs } from './campaign.ts'
import { campaignPath, letterPath, versionPath } from './folder-paths.ts'
import { isLanguage, isTimeZone } from './tags.ts'

/**
 * Everything that keeps a record from being a campaign, as sentences that name the file and the place: slugs that
 * are not plain, given twice or reserved, names that nothing bears, versions that do not stand up to their hash.
 */
export function problemsOfRecord(record: CampaignRecord): readonly string[] {
  const own = [
    ...(isPlainSlug(record.slug) ? [] : [notPlain(record.slug)]),
    ...(isLanguage(record.language) ? [] : [noLanguage(record.language)]),
    ...(isTimeZone(record.timeZone) ? [] : [`“${record.timeZone}” is not a time zone; write one like Europe/Berlin.`]),
    ...problemsOfSlugs(record.recipients, 'recipient'),
    ...problemsOfSlugs(record.letters, 'letter'),
  ]
  return [
    ...own.map((problem) => `${campaignPath}: ${problem}`),
    ...record.letters.flatMap((letter) => problemsOfLetter(letter, record)),
  ]
}

const notPlain = (slug: string): string =>
  `“${slug}” cannot be a slug; it may hold small letters and digits, joined by hyphens, at most 80.`
const noLanguage = (language: string): string => `“${language}” is not a language; write one like en or pt-BR.`

/** What is wrong with the slugs of one kind of thing. */
function problemsOfSlugs(things: readonly { readonly slug: string }[], kind: string): readonly string[] {
  const slugs = things.map(({ slug }) => slug)
  return [...new Set(slugs)].flatMap((slug) => [
    ...(isPlainSlug(slug) ? [] : [notPlain(slug)]),
    ...(kind !== 'recipient' && reservedSlugs.has(slug)
      ? [`No ${kind} may be called “${slug}”: pages use that word.`]
      : []),
    ...(slugs.indexOf(slug) === slugs.lastIndexOf(slug) ? [] : [`Two ${kind}s are called “${slug}”.`]),
  ])
}

function problemsOfLetter(letter: LetterRecord, record: CampaignRecord): readonly string[] {
  const own = [
    ...(isLanguage(letter.language) ? [] : [noLanguage(letter.language)]),
    ...problemsOfFollowing(letter, record),
    ...problemsOfState(letter),
    ...problemsOfSlugs(letter.editions, 'edition'),
    ...letter.editions.flatMap((edition) => problemsOfEdition(edition, letter, record)),
  ]
  return [
    ...own.map((problem) => `${letterPath(letter.slug)}: ${problem}`),
    ...letter.editions.flatMap((edition) => problemsOfTexts(edition, letter.slug)),
  ]
}

function problemsOfFollowing(letter: LetterRecord, { letters }: CampaignRecord): readonly string[] {
  if (letter.follows === undefined) return []
  const before = new Map(letters.map((one) => [one.slug, one.follows]))
  if (!before.has(letter.follows)) return [`It follows “${letter.follows}”, but no letter is called so.`]
  const seen = new Set<string>()
  for (let one = letter.follows; !seen.has(one);) {
    if (one === letter.slug) return ['It follows itself, directly or by way of others.']
    seen.add(one)
    const next = before.get(one)
    if (next === undefined) break
    one = next
  }
  return []
}

function problemsOfState(letter: LetterRecord): readonly string[] {
  const { state, embargoUntil, closedAt, editions } = letter
  const hidden = state === 'draft' || state === 'private'
  return [
    ...((state === 'embargoed') === (embargoUntil !== undefined)
      ? []
      : ['“embargo-until” belongs to the state embargoed, and to no other.']),
    ...((state === 'closed') === (closedAt !== undefined)
      ? []
      : ['“closed-at” belongs to the state closed, and to no other.']),
    // Strangers only ever read fixed texts.
    ...(hidden || editions.length > 0 ? [] : [`It is ${state}, but has no edition.`]),
    ...editions
      .filter(({ versions }) => !hidden && versions.length === 0)
      .map(({ slug }) => `It is ${state}, but the text of the edition “${slug}” is not fixed: it has no version.`),
  ]
}

function problemsOfEdition(edition: EditionRecord, letter: LetterRecord, record: CampaignRecord): readonly string[] {
  const twin = letter.editions.find(
    (other) => other.recipient === edition.recipient && other.language === edition.language,
  )
  const problems = [
    ...(isLanguage(edition.language) ? [] : [noLanguage(edition.language)]),
    ...(record.recipients.some(({ slug }) => slug === edition.recipient)
      ? []
      : [`“${edition.recipient}” is not a recipient of ${campaignPath}.`]),
    ...(twin === edition || twin?.slug === edition.slug
      ? []
      : ['Another edition has the same recipient and language.']),
    ...(edition.versions.every(({ number }, index) => number === index + 1)
      ? []
      : ['The versions must be numbered 1, 2, 3, … without gaps.']),
    ...(edition.versions[0]?.change === undefined
      ? []
      : ['The first version replaces none, so it is neither a correction nor a change.']),
    ...(new Set(edition.versions.map(({ hash }) => hash)).size === edition.versions.length
      ? []
      : ['Two versions have the same text.']),
  ]
  return problems.map((problem) => `In the edition “${edition.slug}”: ${problem}`)
}

function problemsOfTexts(edition: EditionRecord, letter: string): readonly string[] {
  return edition.versions.flatMap(({ number, hash, canonicalText }) => {
    const path = versionPath(letter, edition.slug, number)
    const found = hashText(canonicalText)
    if (found !== hash)
      return [`${path}: The text is not the one that was fixed: its SHA-256 is ${found}, and letter.yaml says ${hash}.`]
    const text = parseCanonicalText(canonicalText)
    return text && isLanguage(text.language)
      ? []
      : [`${path}: This is not a letter text (docs/formats/letter-text.md).`]
  })
}
