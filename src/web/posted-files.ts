import type { Context } from 'hono'
import { filesAtMost, parseForm, type PostedFile, type PostedForm } from '#platform'

/**
 * Reads a form that may carry files; `undefined` when it is something else, is garbled or too long, or when the visitor broke
 * off. Whoever asks has asked before whether the visitor may send anything: all of it is held in memory.
 */
export async function readPostedForm(c: Context): Promise<PostedForm | undefined> {
  const length = Number(c.req.header('content-length') ?? 0)
  if (!(length <= filesAtMost)) return undefined
  // Only the visitor can break off here, or send it garbled.
  const bytes = await c.req.arrayBuffer().catch(() => undefined)
  if (!bytes || bytes.byteLength > filesAtMost) return undefined
  return await parseForm(c.req.header('content-type') ?? '', new Uint8Array(bytes))
}

/** The files of one field. */
export const filesIn = ({ files }: PostedForm, field: string): readonly PostedFile[] => files.get(field) ?? []
