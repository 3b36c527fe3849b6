import { describe, expect, test } from 'vitest'
import {
  judgeCheckpoint,
  parseAddCheckpoint,
  verifierOf,
  writeAddCheckpoint,
  type SeenTree,
} from '../../src/proof/index.ts'
import { corpusIsHere, corpusJson } from '../kit/corpus.ts'

type Transcript = {
  readonly logKeySigsumHex: string
  readonly origin: string
  readonly cases: readonly { readonly body: string; readonly status: number; readonly assert: string }[]
}

describe.runIf(corpusIsHere)('a witness of another implementation', () => {
  test('its nine requests in their order get the same answers', () => {
    const { logKeySigsumHex, origin, cases } = corpusJson<Transcript>('vectors/tlog-witness-http.json')
    expect(cases).toHaveLength(9)
    const logs = [verifierOf(origin, Buffer.from(logKeySigsumHex, 'hex'), 'ed25519')]
    const seen = new Map<string, SeenTree>()
    const answers = cases.map(({ body }) => {
      const request = parseAddCheckpoint(body)
      expect(request && writeAddCheckpoint(request)).toBe(body)
      const at = request?.claims.origin ?? ''
      const verdict = judgeCheckpoint(seen.get(at), request, logs)
      if (verdict.status === 200) seen.set(at, verdict.seen)
      return verdict
    })
    // Known deviation 3 of 3: that witness of June 2025 answers 403 for a log it does not know; since v1.0.0 the
    // specification asks for 404 there.
    const expected = cases.map(({ status, assert }) => (assert.includes('unknown log') ? 404 : status))
    expect(answers.map(({ status }) => status)).toEqual(expected)
    expect(expected).toEqual([200, 403, 404, 422, 422, 200, 409, 200, 409])
    for (const [i, { status, assert }] of cases.entries())
      if (status === 409) expect(assert).toBe(`body == "${answers[i]?.status === 409 ? answers[i].size : ''}\\n"`)
  })
})
