import { pathOf as at } from './path-of.ts'

/** Where a letter's whole list is asked for as a PDF, and where that is. */
export const listRoutes = {
  listPrint: (campaign: string, letter: string) => at('c', campaign, letter, 'signatories', 'print'),
  listPdf: (campaign: string, letter: string) => at('c', campaign, letter, 'signatories', 'list.pdf'),
} as const

/** The same paths as patterns, for the router. */
export const listPatterns = {
  listPrint: '/c/:campaign/:letter/signatories/print',
  listPdf: '/c/:campaign/:letter/signatories/list.pdf',
} as const

/** Asking is a form: opening the page changes nothing. */
export const listPostable: readonly string[] = [listPatterns.listPrint]

/** Where strangers ask for work that costs something. */
export const isListPrintPath = (path: string): boolean => /^\/c\/[^/]+\/[^/]+\/signatories\/print$/.test(path)
