import { seenTrees } from '../../src/cli/seen-trees.ts'
import { witnessHandler } from '../../src/cli/witness-handler.ts'
import type { SendText } from '../../src/ledger/index.ts'
import { verifierKeyOf, type NoteKey, type NoteVerifier } from '../../src/proof/index.ts'

/** Witnesses without a port: real ones, reached by the address that a policy gives them. */
export type TestWitnesses = {
  /** Their lines of a tlog-policy. */
  readonly lines: string
  readonly send: SendText
  /** Whose address nobody answers from now on. */
  readonly silence: Set<string>
}

/** Witnesses of these names with a memory in `folder`, for logs with these keys. */
export function testWitnesses(folder: string, names: readonly string[], logs: readonly NoteVerifier[]): TestWitnesses {
  const silence = new Set<string>()
  const all = new Map(
    names.map((name, i) => {
      const key: NoteKey = { name: `${name}.example.org`, seed: new Uint8Array(32).fill(100 + i) }
      const now = () => new Date('2026-01-01T00:00:00Z')
      return [name, { key, handler: witnessHandler({ logs, key, seen: seenTrees(`${folder}/${name}`), now }) }]
    }),
  )
  const lines = [...all].map(
    ([name, { key }]) =>
      `witness ${name} ${verifierKeyOf(key, 'cosignature')} https://${name}.example.org/log-witness/`,
  )
  const send: SendText = async (url, body) => {
    const name = new URL(url).hostname.split('.')[0] ?? ''
    if (silence.has(name) || new URL(url).pathname !== '/log-witness/add-checkpoint') return undefined
    const answer = await all.get(name)?.handler(new Request('http://inside/add-checkpoint', { method: 'POST', body }))
    return (
      answer && {
        status: answer.status,
        contentType: answer.headers.get('content-type') ?? '',
        text: await answer.text(),
      }
    )
  }
  return { lines: `${lines.join('\n')}\n`, send, silence }
}
