import { wordsFor } from '#kernel'
import type { CommandMeans } from './command.ts'
import { printable } from './printable.ts'

/** Whoever is named in a letter, as a proposal or a kept list has it. */
type Named = {
  readonly [key in 'name' | 'letterheadName' | 'signatureName' | 'representative']?: string | null | undefined
}

/** What the fonts draw for certain: most names are nothing else, and cost neither fonts nor typesetter. */
const plain = /^[\u0020-\u007E\u00A0-\u017F\u2010-\u201E]*$/u
const mostNames = 20

/** Says which names the PDF prints with `□`, if any: whoever prints a list must know before the recipient does. */
export async function sayUnprintable(list: readonly Named[], { terminal }: CommandMeans): Promise<void> {
  const names = list.flatMap(({ name, letterheadName, signatureName, representative }) => [
    signatureName ?? name,
    letterheadName,
    representative,
  ])
  const doubtful = [...new Set(names.flatMap((name) => name ?? []))].filter((name) => !plain.test(name))
  if (doubtful.length === 0) return
  const [{ unprintable }, { letterFonts }] = await Promise.all([import('#typeset'), import('#platform')])
  const found = unprintable(doubtful, letterFonts())
  if (found.length === 0) return
  const shown = found.slice(0, mostNames).map(printable)
  terminal.say(wordsFor('en').names.notInPdf(shown, found.length - shown.length))
}
