/** Builds what is public, from the rooms' doors: sheets, files, exports. Only what those doors let out comes through. */
export {
  campaignSheet,
  comparisonSheet,
  editionSheet,
  homeSheet,
  listSheet,
  organizationSheet,
  type Beside,
  type CampaignSheet,
  type ComparisonSheet,
  type CountedLetter,
  type EditionSheet,
  type LetterOfCampaign,
  type ListSheet,
  type OrganizationSheet,
} from './sheets.ts'
export { archivedCitations, type ArchivedCitation } from './archives.ts'
export { shownCapture, sourceSheet, sourcesSheet, type SourceSheet, type SourcesSheet } from './source-sheet.ts'
export { hasRecord, recordSheet, type RecordSheet } from './record-sheet.ts'
export { draftSheet, fixedSheet, type DraftSheet } from './draft-sheet.ts'
export { openPress, type Press } from './press.ts'
export { openListDesk, type ListDesk } from './list-desk.ts'
export { listWork, type ListPlace, type ListWork } from './list-work.ts'
export type { ListView } from './list-view.ts'
export { openListPress, type ListPress } from './list-press.ts'
export {
  openListPrinter,
  printLimits,
  type ListPrinter,
  type PrintNow,
  type PrintState,
  type PrintTrouble,
} from './list-printer.ts'
export { comparisonPaper } from './comparison-paper.ts'
export { paperOf } from './paper.ts'
export { versionsPaper, type VersionsCompared } from './versions-paper.ts'
export { inParagraphs, isUnchanged, rowsTogether, toldAsOne, type RowsTogether } from './side-by-side.ts'
export { signatoriesCsv } from './csv.ts'
export { signatoriesJson } from './signatories-json.ts'
export { recordCsv, recordTables, comparisonCsv, type RecordTable } from './record-tables.ts'
export { eventEntry, eventsJson, recordJson, type EventEntry } from './record-data.ts'
export { reportSheet } from './record-report.ts'
export { feedEntries, type FeedEntry } from './record-feed.ts'
export { eventSheet } from './event-sheet.ts'
export { exportFolder, folderHelps } from './export-folder.ts'
export { peopleOfLetter } from './people.ts'
export {
  authorityInWords,
  printedGroups,
  printedList,
  remarkOn,
  withdrawnInWords,
  type LineInPrint,
  type PrintedList,
  type PrintPlace,
} from './lists.ts'
