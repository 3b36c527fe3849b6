import { uploadCapture, addSource } from '../../src/evidence/index.ts'
import type { CaptureId, SourceId } from '../../src/kernel/index.ts'
import type { Database } from '../../src/platform/index.ts'
import type { SignedIn } from './accounts.ts'
import { boardDesk, type BoardDesk } from './board-desk.ts'

/** The pages around what recipients promised, with somebody of every role in front of them. */
export type RecordDesk = BoardDesk & {
  readonly slug: string
  /** The address of a page of the campaign. */
  readonly path: (...parts: readonly string[]) => string
  /** Sends a form that carries a file, where one is given. */
  readonly upload: (
    path: string,
    who: SignedIn,
    file?: File,
    more?: Readonly<Record<string, string>>,
  ) => Promise<Response>
  /** Keeps a page as evidence, as if an organizer had brought it. */
  readonly keep: (html: string, url?: string) => Promise<{ readonly source: SourceId; readonly capture: CaptureId }>
}

/** Opens them over a database. */
export async function recordDesk(database: Database): Promise<RecordDesk> {
  const desk = await boardDesk(database)
  const { id: campaign, slug } = desk.place.campaign
  return {
    ...desk,
    slug,
    path: (...parts) => ['/organize/c', slug, ...parts].join('/'),
    upload: (path, { session }, file, more = {}) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(more)) body.append(name, value)
      if (file) body.append('file', file)
      desk.web.setNow(desk.means.now().toISOString())
      const cookie = `__Host-undersigned-session=${session}`
      const headers = { Origin: 'https://letters.example', 'Sec-Fetch-Site': 'same-origin', cookie }
      return desk.web.ask(path, { method: 'POST', body, headers })
    },
    keep: (html, url = 'https://halden.example/pledge') =>
      database.transaction(async (tx) => {
        const by = desk.editor.organizer
        const added = await addSource(tx, { campaign, by, url, title: 'Halden speaks of lamps' }, desk.means)
        if (added.kind === 'wrong') throw new Error(added.why)
        const { source } = added
        const wish = { campaign, by, source, bytes: Buffer.from(html), mediaType: 'text/html; charset=utf-8' }
        const kept = await uploadCapture(tx, wish, desk.means)
        if (kept.kind !== 'kept') throw new Error(kept.kind)
        return { source, capture: kept.capture }
      }),
  }
}
