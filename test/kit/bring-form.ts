import { bringFiles, readFile, type FileReading } from '../../src/intake/index.ts'
import { filesAtMost, parseForm } from '../../src/platform/index.ts'
import type { BringForm } from '../../src/web/index.ts'

/** Reads what organizers bring in within this process, where the server has a thread and a capped process for it. */
export const bringFormHere: BringForm = async ({ type, body }) => {
  const bytes = new Uint8Array(await new Response(body).arrayBuffer())
  const posted = bytes.byteLength <= filesAtMost ? await parseForm(type, bytes) : undefined
  if (!posted) return undefined
  const brought = await bringFiles(posted.files.get('files') ?? [], async (files) => {
    const readings: FileReading[] = []
    for (const { name, bytes: file } of files) readings.push(await readFile(name, file))
    return readings
  })
  return { fields: posted.fields.toString(), ...brought }
}
