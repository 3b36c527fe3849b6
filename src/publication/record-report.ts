import { publicSources, type PublicSource } from '#evidence'
import { dayOf, type PartialDate } from '#kernel'
import type { Tx } from '#platform'
import { comparisonAt, recipientAt, recordAt, type CampaignRecord, type Citing } from '#responses'
import type { ReportBlock, ReportSheet } from '#typeset'
import { paperOf } from './paper.ts'
import { recordSheet } from './record-sheet.ts'
import { comparisonBlocks } from './report-comparison.ts'
import { heading, tabled, writingFor, type Writing } from './report-means.ts'
import { recipientBlocks } from './report-recipient.ts'

/** What a report is of: a campaign's record at the end of a day; `address` is where readers find it. */
export type ReportWish = {
  readonly campaign: string
  readonly address: string
  /** Absent: today, where the campaign is. */
  readonly day: PartialDate | undefined
}

/** The record as it is printed, if strangers may read any letter of the campaign at that moment. */
export async function reportSheet(tx: Tx, wish: ReportWish, at: Date): Promise<ReportSheet | undefined> {
  const sheet = await recordSheet(tx, wish.campaign, at)
  if (!sheet) return undefined
  const sources = await publicSources(tx, sheet.campaign.id)
  const day = wish.day ?? dayOf(at, sheet.campaign.timeZone)
  return reportOf(sheet.record, sources, { day, address: wish.address })
}

/** The same from plain data. */
function reportOf(
  record: CampaignRecord,
  all: readonly PublicSource[],
  { day, address }: { readonly day: PartialDate; readonly address: string },
): ReportSheet {
  const { campaign } = record
  const known = recordAt(record, day)
  const sources = citedSources(known, all)
  const writing = writingFor(record, sources)
  const { words } = writing
  const views = record.recipients.flatMap(({ id }) => recipientAt(record, id, day) ?? [])
  const about = writing.day(day)
  return {
    language: campaign.language,
    paper: paperOf(campaign.timeZone),
    title: words.title(campaign.title),
    lead: words.lead(about),
    day,
    foot: words.foot(campaign.title, about, address),
    blocks: [
      ...comparisonBlocks(comparisonAt(record, day), writing),
      ...views.flatMap((view) => recipientBlocks(view, writing)),
      ...takenDown(known, writing),
      ...sourceList(sources, writing, campaign.timeZone),
    ],
  }
}

/** The sources that something on record rests on, in the order of the campaign's list. */
function citedSources(record: CampaignRecord, all: readonly PublicSource[]): readonly PublicSource[] {
  const citings: readonly Citing[] = [
    ...record.commitments.flatMap(({ revisions, characterizations }) => [
      ...revisions.map(({ wording }) => wording),
      ...characterizations.map(({ citing }) => citing),
    ]),
    ...record.assessments.flatMap(({ evidence }) => evidence),
    ...record.notes.map(({ wording }) => wording),
  ]
  const named = new Set<string | undefined>(citings.flatMap(({ source, capture }) => [source, capture]))
  return all.filter(({ id, captures }) => named.has(id) || captures.some((one) => named.has(one.id)))
}

function takenDown({ redactions }: CampaignRecord, { words, day }: Writing): readonly ReportBlock[] {
  const rows = redactions.map(({ on, reason, hash }) => [day(on), reason, hash])
  const [, table] = tabled(words.redactions, words.redactionHeads, rows)
  return table ? [heading(1, words.redactions), table] : []
}

/** Every source with all its captures: a quotation may stand in an older one than the last. */
function sourceList(
  sources: readonly PublicSource[],
  { words, day }: Writing,
  timeZone: string,
): readonly ReportBlock[] {
  const rows = sources.flatMap(({ title, url, captures }, index): readonly (readonly string[])[] => {
    const named = [String(index + 1), [title, url].filter(Boolean).join(' · ')]
    if (captures.length === 0) return [[...named, words.notCaptured, '–']]
    return captures.map((one) => [...named, day(one.capturedOn ?? dayOf(one.capturedAt, timeZone)), one.waczHash])
  })
  const [, table] = tabled(words.sources, words.sourceHeads, rows)
  return table ? [heading(1, words.sources), table] : []
}
