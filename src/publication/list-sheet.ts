import {
  dateInWords,
  dayOf,
  momentInWords,
  wordsFor,
  type PartialDate,
  type Signatory,
  type SignatoryGroup,
} from '#kernel'
import type { Tx } from '#platform'
import type { Supporter } from '#signatures'
import type { ListPaper } from '#typeset'
import { listMark } from './list-mark.ts'
import { namedPeople } from './list-people.ts'
import { paperOf } from './paper.ts'
import { listInPrint, type ListSheet } from './sheets.ts'

/** No list with more names is printed as one file: it would take more memory than it may. */
export const printedAtMost = 150_000

/** More editions than these are counted, not named, on the first page. */
const editionsNamed = 8

/** A list about to be printed: as of which state it is, and how it reads. */
export type ListToPrint = { readonly facts: PrintedFacts; readonly paper: ListPaper }

/** As of which state a list was printed. */
export type PrintedFacts = {
  /** ISO 8601. */
  readonly at: string
  readonly names: number
  /** Entries of the campaign's log then. */
  readonly logSize: number
  /** Other characters whenever a name that was printed is no longer shown so. */
  readonly mark: string
}

/** What comes of reading a list for print. */
export type ListRead =
  | { readonly kind: 'too-long'; readonly atMost: number }
  | ({ readonly kind: 'list' } & ListToPrint)

/** Everybody on a letter's list and everybody of the public who wished to be named, if strangers may read the letter. */
export async function listToPrint(
  tx: Tx,
  place: { readonly campaign: string; readonly letter: string },
  at: Date,
): Promise<ListRead | undefined> {
  const list = await listInPrint(tx, place, at)
  if (!list) return undefined
  const { sheet } = list
  const room = printedAtMost - sheet.lines.length
  const ids = { campaign: sheet.campaign.id, letter: sheet.letter.id }
  const named = await namedPeople(tx, { ...ids, atMost: Math.max(0, room) })
  if (room < 0 || named.isCut) return { kind: 'too-long', atMost: printedAtMost }
  const groups = groupsOf(list.groups(), named.people, sheet.letter.language)
  const names = sheet.lines.length + named.people.length
  const mark = await listMark(tx, sheet, named.size)
  return {
    kind: 'list',
    facts: { at: at.toISOString(), names, logSize: named.size, mark },
    paper: paperFor(sheet, { groups, at, names, people: named.people.length, logSize: named.size }),
  }
}

function groupsOf(
  list: readonly SignatoryGroup[],
  people: readonly Supporter[],
  language: string,
): readonly SignatoryGroup[] {
  if (people.length === 0) return list
  const words = wordsFor(language)
  // Beside people, who stand under a heading, a list that has none gets one.
  const headed = list.map((group, index) =>
    index === 0 && group.heading === undefined ? { ...group, heading: words.pages.edition.signatories } : group,
  )
  const { people: heading, peopleRemark: remark } = words.listPrint
  return [...headed, { heading, remark, signatories: people.map(personOf) }]
}

/** On one line: of a hundred thousand names each second line would be a third of the paper. */
function personOf({ name, place, occupation }: Supporter): Signatory {
  return {
    ...{ kind: 'person', name: [name, place, occupation].filter(Boolean).join(', ') },
    ...{ title: undefined, affiliation: undefined, representative: undefined, country: undefined, note: undefined },
  }
}

type State = {
  readonly groups: readonly SignatoryGroup[]
  readonly at: Date
  readonly names: number
  readonly people: number
  readonly logSize: number
}

function paperFor(sheet: ListSheet, { groups, at, names, people, logSize }: State): ListPaper {
  const { campaign, letter, editions, lines } = sheet
  const { language } = letter
  const words = wordsFor(language).listPrint
  const number = (count: number): string => new Intl.NumberFormat(language).format(count)
  const day: PartialDate = dayOf(at, campaign.timeZone)
  const on = dateInWords(day, language)
  const said = { organizations: number(lines.length), people: number(people) }
  const [only] = editions
  const hash = editions.length === 1 && only ? [words.footText(only.version.hash)] : []
  const foot = sheet.hasLog ? words.foot(on, logSize, number(logSize)) : words.footWithoutLog(on)
  return {
    ...{ language, paper: paperOf(campaign.timeZone), campaign: campaign.title, title: words.title(letter.title), day },
    lead: [
      words.count(lines.length, people, said),
      ...(sheet.people === undefined || sheet.people === people ? [] : [words.others(number(sheet.people))]),
      words.asOf(momentInWords(at, campaign.timeZone, language)),
      ...(sheet.hasLog ? [words.log(logSize, number(logSize))] : []),
      ...editions
        .slice(0, editionsNamed)
        .map(({ recipientName, version }) => words.text(recipientName, number(version.number), version.hash)),
      ...(editions.length > editionsNamed ? [words.moreTexts(number(editions.length - editionsNamed))] : []),
    ],
    head: words.head(letter.title, number(names), on),
    foot: [foot, ...hash].join(' · '),
    groups,
  }
}
