import { cosign, judgeCheckpoint, parseAddCheckpoint, verifierKeyOf, type NoteKey, type NoteVerifier } from '#proof'
import type { SeenTrees } from './seen-trees.ts'

/** What a witness is: whose logs it watches, its key, and its memory. */
export type Witness = {
  /** The keys of the logs, each named like its log's origin. */
  readonly logs: readonly NoteVerifier[]
  readonly key: NoteKey
  readonly seen: SeenTrees
  readonly now: () => Date
}

// 63 hashes and a checkpoint with a hundred signatures are a third of this.
const bytesAtMost = 64 * 1024

/**
 * A witness as a function from request to response (C2SP tlog-witness v1.0.0). It cosigns a tree only if that grew from
 * the largest it ever cosigned, and remembers it on the disk before it answers.
 */
export function witnessHandler(witness: Witness): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/' && request.method === 'GET')
      return plain(200, `${verifierKeyOf(witness.key, 'cosignature')}\n`)
    if (pathname !== '/add-checkpoint') return plain(404, 'Not found.\n')
    if (request.method !== 'POST') return plain(405, 'Only POST.\n')
    return addCheckpoint(witness, await textOf(request))
  }
}

async function addCheckpoint({ logs, key, seen, now }: Witness, body: string | undefined): Promise<Response> {
  const asked = body === undefined ? undefined : parseAddCheckpoint(body)
  for (;;) {
    // Nothing is looked up for logs that are not ours.
    const isKnown = asked && logs.some(({ name }) => name === asked.claims.origin)
    const memory = isKnown ? await seen.read(asked.claims.origin) : { turn: 0, tree: undefined }
    const verdict = judgeCheckpoint(memory.tree, asked, logs)
    if (verdict.status === 409) return plain(409, `${verdict.size}\n`, 'text/x.tlog.size')
    if (verdict.status !== 200 || !asked) return plain(verdict.status, '')
    const isNews = verdict.seen.size > (memory.tree?.size ?? 0)
    // Another request was faster: what it left is judged against anew.
    if (isNews && !(await seen.replace(asked.claims.origin, memory.turn, verdict.seen))) continue
    return plain(200, `${cosign(asked.checkpoint, key, Math.floor(now().getTime() / 1000))}\n`)
  }
}

/** @returns `undefined` for a body that is too long or no UTF-8. */
async function textOf(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length
    if (bytes > bytesAtMost) return undefined
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks))
  } catch {
    return undefined
  }
}

function plain(status: number, body: string, contentType = 'text/plain; charset=utf-8'): Response {
  return new Response(body, { status, headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } })
}
