import { Fault, type Addressee } from '#kernel'
import type {
  CampaignRecord,
  EditionRecord,
  EndorsementRecord,
  LetterRecord,
  ListInFile,
  VersionRecord,
} from './campaign-record.ts'
import { folderShape } from './campaign-shapes.ts'
import { problemsOfRecord } from './check-campaign-record.ts'
import { formatOf } from './folder-format.ts'
import { campaignPath, letterPath, sourcePath, versionFile, versionPath } from './folder-paths.ts'
import { readYaml, writeYaml } from './yaml.ts'

/**
 * A campaign as the files of a campaign folder (docs/formats/campaign-folder.md), path by path: all of them but the
 * lists of names, which the organizations room writes. The same record gives the same bytes.
 * @throws Fault `bad-state` for a record that could not be read back, for one that would leave the folder, too.
 */
export function writeCampaignFiles(
  record: CampaignRecord,
  lists: ReadonlyMap<string, ListInFile>,
): ReadonlyMap<string, string> {
  const [problem] = problemsOfRecord(record)
  if (problem !== undefined) throw new Fault('bad-state', `This campaign cannot be written as a folder. ${problem}`)
  return new Map([
    [campaignPath, campaignYaml(record, lists)],
    ...record.letters.flatMap((letter) => [
      [letterPath(letter.slug), letterYaml(letter, lists.get(letter.slug))] as const,
      [sourcePath(letter.slug), letter.source] as const,
      ...letter.editions.flatMap((edition) =>
        edition.versions.map(
          ({ number, canonicalText }) => [versionPath(letter.slug, edition.slug, number), canonicalText] as const,
        ),
      ),
    ]),
  ])
}

const campaignYaml = (record: CampaignRecord, lists: ReadonlyMap<string, ListInFile>): string =>
  writeYaml({
    format: formatOf(record, lists),
    slug: record.slug,
    title: record.title,
    language: record.language,
    'time-zone': record.timeZone,
    summary: record.summary,
    'lead-organization': record.leadOrganization,
    recipients: record.recipients.map(({ slug, name, fullName }) => ({ slug, name, 'full-name': fullName })),
    letters: record.letters.map(({ slug }) => slug),
  })

const letterYaml = (letter: LetterRecord, list: ListInFile | undefined): string =>
  writeYaml({
    title: letter.title,
    language: letter.language,
    state: letter.state,
    'embargo-until': letter.embargoUntil?.toISOString(),
    'closed-at': letter.closedAt?.toISOString(),
    'sign-on-until': letter.signOnUntil?.toISOString(),
    follows: letter.follows,
    list: list && { ordering: list.ordering, articles: list.articles, groups: given(list.groups) },
    notes: given(letter.notes.map(({ writtenAt, body }) => ({ at: writtenAt.toISOString(), text: body }))),
    endorsements: given(list?.endorsements.map(endorsementYaml)),
    editions: letter.editions.map(editionYaml),
  })

/** A key of a later format is left out where there is nothing: whoever reads only earlier ones does not know it. */
const given = <One>(all: readonly One[] | undefined): readonly One[] | undefined => (all?.length ? all : undefined)

const endorsementYaml = ({ name, title, group, words, source }: EndorsementRecord) => ({
  ...{ name, title, group, words, source },
})

const editionYaml = (edition: EditionRecord) => ({
  slug: edition.slug,
  recipient: edition.recipient,
  language: edition.language,
  title: edition.printedTitle,
  date: edition.date,
  salutation: edition.salutation,
  closing: edition.closing,
  addressees: edition.addressees.map(addresseeYaml),
  copies: edition.copies.map(addresseeYaml),
  versions: edition.versions.map((version) => versionYaml(edition.slug, version)),
})

const addresseeYaml = ({ name, title, organization }: Addressee) => ({ name, title, organization })

const versionYaml = (edition: string, version: VersionRecord) => ({
  number: version.number,
  hash: version.hash,
  'frozen-at': version.frozenAt.toISOString(),
  change: version.change,
  file: versionFile(edition, version.number),
  demands: version.demands.map(({ slug, wording }) => ({ slug, wording })),
})

/** The slug that a `campaign.yaml` names, however much of the rest can be read: whose folder it is. */
export function slugOfFolder(campaignYamlText: string): string | undefined {
  const read = readYaml(campaignYamlText, folderShape)
  return read.kind === 'read' ? read.value.slug : undefined
}
