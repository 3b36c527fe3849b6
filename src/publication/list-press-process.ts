import { letterFonts, type CappedMeans } from '#platform'
import { typesetterFor, type ListPaper } from '#typeset'

/** Sets one list in a process that platform caps; it is handed as JSON in UTF-8. */
export async function work(task: unknown, { tell }: CappedMeans): Promise<unknown> {
  const paper = JSON.parse(new TextDecoder().decode(task as Uint8Array)) as ListPaper
  return typesetterFor(letterFonts()).listPdf(paper, tell)
}
