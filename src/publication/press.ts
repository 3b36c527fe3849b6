import { wordsFor, dateInWords } from '#kernel'
import { workerDesk } from '#platform'
import type { Card, LetterSheet } from '#typeset'
import type { EditionSheet } from './sheets.ts'

/** What is handed to the typesetting thread: plain data. */
export type PressTask =
  | { readonly kind: 'letter'; readonly sheet: LetterSheet }
  | { readonly kind: 'card'; readonly card: Card }

/** Sets letters as PDF and draws cards, beside the visitors and one after the other. */
export type Press = {
  readonly letterPdf: (sheet: EditionSheet) => Promise<Uint8Array>
  readonly cardPng: (sheet: EditionSheet) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

/** Opens the press; its thread starts with the first task. */
export function openPress(): Press {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const desk = workerDesk(new URL(`./press-worker.${ending}`, import.meta.url), { secondsAtMost: 120, secondsIdle: 20 })
  const ask = async (task: PressTask): Promise<Uint8Array> => (await desk.ask(task)) as Uint8Array
  return {
    letterPdf: ({ sheet }) => ask({ kind: 'letter', sheet }),
    cardPng: (sheet) => ask({ kind: 'card', card: cardOf(sheet) }),
    close: desk.close,
  }
}

function cardOf({ campaign, letter, edition, signatories }: EditionSheet): Card {
  const language = edition.text.language
  const words = wordsFor(language).pages
  return {
    language,
    campaign: campaign.title,
    title: letter.title,
    recipient: words.letter.to(edition.recipientName),
    signatories: words.letter.signed(signatories, new Intl.NumberFormat(language).format(signatories)),
    date: edition.text.date && dateInWords(edition.text.date, language),
  }
}
