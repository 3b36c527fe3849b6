import { companion, filesAtMost } from '#platform'
import type { BringForm } from '#web'
import type { ReadingAnswer, ReadingQuestion } from './reading-room-worker.ts'

/** Takes forms with files of others in, in a thread beside the visitors. */
export type ReadingRoom = {
  readonly bringForm: BringForm
  /** Ends what is in hand; who waits is thrown a Fault. */
  readonly close: () => Promise<void>
}

/**
 * Megabytes are cut into files, hashed, handed to the capped process and gathered from it without a reader of pages waiting
 * for any of it: this thread passes the pieces on as they come. The other starts with the first form.
 */
export function readingRoomBeside(): ReadingRoom {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const module = new URL(`./reading-room-worker.${ending}`, import.meta.url)
  const thread = companion<ReadingQuestion, ReadingAnswer>(module, undefined)
  let forms = 0
  return {
    bringForm: async ({ type, body }) => {
      const form = (forms += 1)
      const pieces = body?.getReader()
      // Only the visitor can break off here.
      const next = async () => (await pieces?.read().catch(() => undefined)) ?? { done: false, value: undefined }
      let length = 0
      for (let piece = await next(); ; piece = await next()) {
        if (piece.done) return await thread.ask({ about: 'end', form, type })
        length += piece.value?.byteLength ?? 0
        if (piece.value === undefined || length > filesAtMost) break
        // One after the other: what comes faster than it is taken waits with the visitor.
        await thread.ask({ about: 'piece', form, bytes: piece.value })
      }
      return await thread.ask({ about: 'broken-off', form })
    },
    close: thread.close,
  }
}
