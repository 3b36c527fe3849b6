import { workerDesk } from '#platform'
import type { ComparedSheet, LetterCard, LetterSheet, ReportSheet } from '#typeset'
import type { EditionSheet } from './sheets.ts'

/** What is handed to the typesetting thread: plain data. */
export type PressTask =
  | { readonly kind: 'letter' | 'archive' | 'docx' | 'page'; readonly sheet: LetterSheet }
  | { readonly kind: 'card'; readonly card: LetterCard }
  | { readonly kind: 'report'; readonly sheet: ReportSheet }
  | { readonly kind: 'compared'; readonly sheet: ComparedSheet }

/** Sets letters, comparisons and reports as PDF, writes letters for Word and as one HTML file, and draws cards, beside the visitors and one after the other. */
export type Press = {
  readonly letterPdf: (sheet: Pick<EditionSheet, 'sheet'>) => Promise<Uint8Array>
  readonly letterDocx: (sheet: Pick<EditionSheet, 'sheet'>) => Promise<Uint8Array>
  readonly letterPage: (sheet: Pick<EditionSheet, 'sheet'>) => Promise<string>
  /** The same as PDF/A-3a. */
  readonly letterArchive: (sheet: Pick<EditionSheet, 'sheet'>) => Promise<Uint8Array>
  readonly cardPng: (sheet: EditionSheet) => Promise<Uint8Array>
  readonly reportPdf: (sheet: ReportSheet) => Promise<Uint8Array>
  readonly comparedPdf: (sheet: ComparedSheet) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

/** Opens the press; its thread starts with the first task. */
export function openPress(): Press {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const desk = workerDesk(new URL(`./press-worker.${ending}`, import.meta.url), { secondsAtMost: 120, secondsIdle: 20 })
  const ask = async (task: PressTask): Promise<Uint8Array> => (await desk.ask(task)) as Uint8Array
  return {
    letterPdf: ({ sheet }) => ask({ kind: 'letter', sheet }),
    letterDocx: ({ sheet }) => ask({ kind: 'docx', sheet }),
    letterPage: async ({ sheet }) => String(await desk.ask({ kind: 'page', sheet } satisfies PressTask)),
    letterArchive: ({ sheet }) => ask({ kind: 'archive', sheet }),
    cardPng: (sheet) => ask({ kind: 'card', card: cardOf(sheet) }),
    reportPdf: (sheet) => ask({ kind: 'report', sheet }),
    comparedPdf: (sheet) => ask({ kind: 'compared', sheet }),
    close: desk.close,
  }
}

const cardOf = ({ campaign, letter, edition, signatories }: EditionSheet): LetterCard => ({
  language: edition.text.language,
  campaign: campaign.title,
  title: letter.title,
  recipient: edition.recipientName,
  signatories,
  date: edition.text.date,
  isDraft: false,
})
