import { plainText, type Block } from '#kernel'
import { sentencesOf } from './sentences.ts'

/** A link of a letter as evidence for what it says; `href` is `undefined` when its target is lost. */
export type Citation = {
  readonly text: string
  readonly href: string | undefined
  /** The sentence around it. */
  readonly sentence: string
  /** Index of its block. */
  readonly block: number
}

/** Every link of a body in reading order, each with the sentence it stands in. */
export function citationsOf(blocks: readonly Block[], language = 'en'): readonly Citation[] {
  return blocks.flatMap(({ inlines }, block) => {
    const sentences = sentencesOf(plainText(inlines), language)
    let offset = 0
    return inlines.flatMap((inline): readonly Citation[] => {
      const start = offset
      offset += inline.text.length
      if (inline.kind === 'text') return []
      const sentence = sentences.findLast((candidate) => candidate.start <= start)?.text.trim() ?? inline.text
      return [{ text: inline.text, href: inline.href, sentence, block }]
    })
  })
}
