import { bringFiles, openReader } from '#intake'
import { answerAsCompanion, parseForm } from '#platform'
import type { FormBrought } from '#web'

/** A form arrives in pieces, in their order, and is read when it has ended; one that broke off is forgotten. */
export type ReadingQuestion =
  | { readonly about: 'piece'; readonly form: number; readonly bytes: Uint8Array }
  | { readonly about: 'end'; readonly form: number; readonly type: string }
  | { readonly about: 'broken-off'; readonly form: number }

/** What a form that ended came to; `undefined` for everything else, and for what is no form. */
export type ReadingAnswer = FormBrought | undefined

await answerAsCompanion<undefined, ReadingQuestion, ReadingAnswer>(async () => {
  const reader = openReader()
  const forms = new Map<number, Uint8Array[]>()
  const read = async (type: string, pieces: readonly Uint8Array[]): Promise<ReadingAnswer> => {
    const posted = await parseForm(type, new Uint8Array(Buffer.concat(pieces)))
    if (!posted) return undefined
    const { read: found, trouble } = await bringFiles(posted.files.get('files') ?? [], reader.read)
    return { fields: posted.fields.toString(), read: found, trouble }
  }
  return {
    answer: async (question) => {
      const pieces = forms.get(question.form) ?? []
      if (question.about === 'piece') {
        forms.set(question.form, pieces)
        pieces.push(question.bytes)
        return undefined
      }
      forms.delete(question.form)
      return question.about === 'end' ? await read(question.type, pieces) : undefined
    },
    close: reader.close,
  }
})
