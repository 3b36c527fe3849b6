import {
  plainList,
  type CampaignRecord,
  type EditionRecord,
  type LetterRecord,
  type ListInFile,
} from './campaign-record.ts'
import { campaignShape, isKeepable, letterShape, type CampaignFile, type LetterFile } from './campaign-shapes.ts'
import { problemsOfRecord } from './check-campaign-record.ts'
import { problemsOfFormat } from './folder-format.ts'
import { campaignPath, letterPath, sourcePath, versionFile, versionPath } from './folder-paths.ts'
import { readYaml } from './yaml.ts'

/** What reading a campaign folder can come to: a sound record, or every problem as a sentence naming file and place. */
export type ReadCampaignFiles =
  | {
      readonly kind: 'read'
      readonly record: CampaignRecord
      /** What each letter's file says of its list, by the letter's slug. */
      readonly lists: ReadonlyMap<string, ListInFile>
    }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }

/** Reads what {@link writeCampaignFiles} wrote or a person typed. Pure: paths are keys of the map, nothing else. */
export function readCampaignFiles(files: ReadonlyMap<string, string>): ReadCampaignFiles {
  const problems: string[] = []
  const say = (path: string, what: string): void => void problems.push(`${path}: ${what}`)
  const textOf = (path: string): string => {
    const text = files.get(path)
    if (text === undefined) say(path, 'This file is missing.')
    else if (!isKeepable(text)) say(path, 'This file holds a character that no text can keep.')
    return text ?? ''
  }
  const campaign = readYaml(textOf(campaignPath), campaignShape)
  if (!files.has(campaignPath)) return { kind: 'unreadable', problems }
  if (campaign.kind === 'unreadable')
    return { kind: 'unreadable', problems: campaign.problems.map((problem) => `${campaignPath}: ${problem}`) }
  const letters: LetterRecord[] = []
  const lists = new Map<string, ListInFile>()
  for (const slug of campaign.value.letters) {
    const text = textOf(letterPath(slug))
    if (!files.has(letterPath(slug))) continue
    const read = readYaml(text, letterShape)
    if (read.kind === 'unreadable') for (const problem of read.problems) say(letterPath(slug), problem)
    else {
      for (const problem of problemsOfFileNames(read.value)) say(letterPath(slug), problem)
      letters.push(letterOf(slug, read.value, textOf))
      lists.set(slug, listOf(read.value))
    }
  }
  if (problems.length > 0) return { kind: 'unreadable', problems }
  const record = campaignOf(campaign.value, letters)
  for (const problem of problemsOfFormat(campaign.value.format, record, lists)) say(campaignPath, problem)
  problems.push(...problemsOfRecord(record), ...strayFiles(record, files))
  return problems.length > 0 ? { kind: 'unreadable', problems } : { kind: 'read', record, lists }
}

/** The names are given by edition and number; another one is a slip of the hand, and never a way out of the folder. */
const problemsOfFileNames = ({ editions }: LetterFile): readonly string[] =>
  editions.flatMap(({ slug, versions }) =>
    versions
      .filter(({ number, file }) => file !== undefined && file !== versionFile(slug, number))
      .map(
        ({ number }) => `The file of version ${number} of the edition “${slug}” must be ${versionFile(slug, number)}.`,
      ),
  )

const campaignOf = (file: CampaignFile, letters: readonly LetterRecord[]): CampaignRecord => ({
  slug: file.slug,
  title: file.title,
  summary: file.summary,
  language: file.language,
  timeZone: file['time-zone'],
  leadOrganization: file['lead-organization'],
  recipients: file.recipients.map((one) => ({ slug: one.slug, name: one.name, fullName: one['full-name'] })),
  letters,
})

const letterOf = (slug: string, file: LetterFile, textOf: (path: string) => string): LetterRecord => ({
  slug,
  title: file.title,
  language: file.language,
  source: textOf(sourcePath(slug)),
  state: file.state,
  embargoUntil: file['embargo-until'],
  closedAt: file['closed-at'],
  signOnUntil: file['sign-on-until'],
  follows: file.follows,
  notes: file.notes
    .map(({ at, text }) => ({ writtenAt: at, body: text }))
    .toSorted((one, other) => one.writtenAt.getTime() - other.writtenAt.getTime()),
  editions: file.editions.map((edition) => editionOf(slug, edition, textOf)),
})

const listOf = ({ list, endorsements }: LetterFile): ListInFile => ({
  ordering: list.ordering ?? plainList.ordering,
  articles: list.articles ?? plainList.articles,
  groups: list.groups,
  endorsements: endorsements.map(({ name, title, group, words, source }) => ({ name, title, group, words, source })),
})

const editionOf = (
  letter: string,
  file: LetterFile['editions'][number],
  textOf: (path: string) => string,
): EditionRecord => ({
  slug: file.slug,
  recipient: file.recipient,
  language: file.language,
  printedTitle: file.title,
  date: file.date,
  salutation: file.salutation,
  closing: file.closing,
  addressees: file.addressees.map(({ name, title, organization }) => ({ name, title, organization })),
  copies: file.copies.map(({ name, title, organization }) => ({ name, title, organization })),
  versions: file.versions.map((version) => ({
    number: version.number,
    hash: version.hash,
    canonicalText: textOf(versionPath(letter, file.slug, version.number)),
    frozenAt: version['frozen-at'],
    change: version.change,
    demands: version.demands,
  })),
})

/** Letters and texts that stand in the folder unnamed: whoever put them there meant them to count. */
function strayFiles(record: CampaignRecord, files: ReadonlyMap<string, string>): readonly string[] {
  const letters = new Set(record.letters.map(({ slug }) => slug))
  const texts = new Set(
    record.letters.flatMap((letter) =>
      letter.editions.flatMap(({ slug, versions }) =>
        versions.map(({ number }) => versionPath(letter.slug, slug, number)),
      ),
    ),
  )
  return [...files.keys()].flatMap((path) => {
    const [, letter, rest] = /^letters\/([^/]+)\/(.*)$/su.exec(path) ?? []
    if (letter === undefined || rest === undefined) return []
    if (!letters.has(letter)) return [`${path}: The letter “${letter}” is not among the letters of ${campaignPath}.`]
    return rest.startsWith('versions/') && !texts.has(path) ? [`${path}: No version in letter.yaml has this text.`] : []
  })
}
