import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addSignatures,
  cosign,
  openCheckpoint,
  parsePolicy,
  policyHolds,
  policyOf,
  quorumHolds,
  sha256,
  signNote,
  verifierKeyOf,
  verifierOfKey,
  writeCheckpoint,
  writePolicy,
  type NoteKey,
  type Policy,
} from '#proof'
import { hostileText } from '../../test/kit/hostile-text.ts'

const keyOf = (name: string): NoteKey => ({ name, seed: sha256(Buffer.from(name)) })
const log = keyOf('letters.example/log/water')
const witnesses = ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'].map((name) => ({
  name,
  key: keyOf(`${name.toLowerCase()}.example`),
}))
const note = signNote(writeCheckpoint({ origin: log.name, size: 7, root: sha256(Buffer.of()) }), [log])
const seenBy = (names: readonly string[]): string =>
  addSignatures(
    note,
    witnesses.filter(({ name }) => names.includes(name)).map(({ key }) => cosign(note, key, 1_790_000_000)),
  )
const vkeys = witnesses.map(({ name, key }) => `witness ${name} ${verifierKeyOf(key, 'cosignature')}`)
const TWO_GROUPS = [
  `log ${verifierKeyOf(log, 'ed25519')} https://letters.example/log/water`,
  '',
  ' \t # three of ours',
  ...vkeys.slice(0, 3),
  'group X-witnesses 2 X1 X2 X3',
  ...vkeys.slice(3).map((line) => ` ${line.replaceAll(' ', '\t ')} https://witness.example `),
  'group Y-witnesses any Y1 Y2 Y3',
  'group X-and-Y all X-witnesses Y-witnesses',
  'quorum X-and-Y',
  '',
].join('\n')

function mustParse(text: string): Policy {
  const policy = parsePolicy(text)
  if (policy === undefined) throw new Error(`No policy: ${text}`)
  return policy
}

describe('policies', () => {
  test('a checkpoint holds when its log signed and the groups of witnesses are complete, and only then', () => {
    const policy = mustParse(TWO_GROUPS)
    fc.assert(
      fc.property(fc.subarray(witnesses.map(({ name }) => name)), (names) => {
        const count = (letter: string): number => names.filter((name) => name.startsWith(letter)).length
        const enough = count('X') >= 2 && count('Y') >= 1
        expect(policyHolds(policy, seenBy(names))).toBe(enough)
        expect(quorumHolds(policy, new Set(names))).toBe(enough)
        if (enough)
          expect(openCheckpoint(seenBy(names), policy)?.witnesses.map(({ witness }) => witness.name)).toEqual(names)
      }),
      { numRuns: 64 },
    )
  })

  test('witnesses alone do not make a checkpoint: its own log must have signed it, under its own name', () => {
    const all = witnesses.map(({ name }) => name)
    const policy = mustParse(TWO_GROUPS)
    const [checkpoint = ''] = seenBy(all).split('\n\n')
    const lines = (seenBy(all).split('\n\n')[1] ?? '').split('\n')
    expect(policyHolds(policy, seenBy(all))).toBe(true)
    expect(policyHolds(policy, `${checkpoint}\n\n${lines.slice(1).join('\n')}`)).toBe(false)
    const another = keyOf('letters.example/log/air')
    const pretending = signNote(`${checkpoint}\n`, [another])
    expect(policyHolds(policyOf([verifierOfKey(another, 'ed25519')]), pretending)).toBe(false)
    expect(policyHolds(policyOf([verifierOfKey(log, 'ed25519')]), note)).toBe(true)
    expect(policyHolds(policyOf([]), note)).toBe(false)
  })

  test('no witness is needed when the quorum is none, and one wrong cosignature still rejects', () => {
    const policy = mustParse(`log ${verifierKeyOf(log, 'ed25519')}\n${vkeys[0]}\nquorum none\n`)
    expect(openCheckpoint(note, policy)).toMatchObject({ origin: log.name, size: 7, witnesses: [] })
    const elsewhere = signNote(writeCheckpoint({ origin: log.name, size: 8, root: sha256(Buffer.of()) }), [log])
    const wrong = addSignatures(
      note,
      witnesses.slice(0, 1).map(({ key }) => cosign(elsewhere, key, 1)),
    )
    expect(policyHolds(policy, wrong)).toBe(false)
  })

  test('reading a written policy gives the same policy', () => {
    const shape = fc.record({
      known: fc.integer({ min: 0, max: 6 }),
      url: fc.boolean(),
      group: fc.boolean(),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(shape, ({ known, url, group, share }) => {
        const some = witnesses.slice(0, known).map(({ name, key }) => {
          const verifier = verifierOfKey(key, 'cosignature')
          return url ? { name, verifier, url: 'https://w.example/x' } : { name, verifier }
        })
        const members = some.map(({ name }) => name)
        const groups =
          group && known > 0 ? [{ name: 'all-of-them', atLeast: 1 + Math.floor(share * (known - 1)), members }] : []
        const policy = {
          ...policyOf([verifierOfKey(log, 'ed25519')]),
          witnesses: some,
          groups,
          quorum: groups[0]?.name ?? members[0] ?? 'none',
        }
        expect(JSON.stringify(parsePolicy(writePolicy(policy)))).toBe(JSON.stringify(policy))
      }),
      { numRuns: 40 },
    )
    expect(JSON.stringify(parsePolicy(writePolicy(mustParse(TWO_GROUPS))))).toBe(
      JSON.stringify(parsePolicy(TWO_GROUPS)),
    )
  })

  test('a policy that is not entirely clear is none', () => {
    const logLine = `log ${verifierKeyOf(log, 'ed25519')}`
    const [x1 = '', x2 = ''] = vkeys
    const bad: Readonly<Record<string, string>> = {
      'no quorum': `${logLine}\n`,
      'two quorums': 'quorum none\nquorum none\n',
      'an unknown line': 'loog x\nquorum none\n',
      'a quorum that is not declared': 'quorum X1\n',
      'a quorum declared afterwards': `quorum X1\n${x1}\n`,
      'a member declared afterwards': `group g 1 X1\n${x1}\nquorum g\n`,
      'a group that has itself as member': `${x1}\ngroup g 1 g\nquorum g\n`,
      'a member twice in a group': `${x1}\ngroup g 2 X1 X1\nquorum g\n`,
      'a member of two groups': `${x1}\n${x2}\ngroup g any X1\ngroup h all X1 X2\nquorum h\n`,
      'none as a member': `${x1}\ngroup g any none X1\nquorum g\n`,
      'a group without members': 'group g any\nquorum g\n',
      'all of nobody': 'group g all\nquorum g\n',
      'a threshold above its members': `${x1}\ngroup g 2 X1\nquorum g\n`,
      'a threshold of zero': `${x1}\ngroup g 0 X1\nquorum g\n`,
      'a threshold with a leading zero': `${x1}\ngroup g 01 X1\nquorum g\n`,
      'a name of a prototype as threshold': `${x1}\ngroup g constructor X1\nquorum g\n`,
      'a name twice': `${x1}\n${x2.replace('X2', 'X1')}\nquorum X1\n`,
      'a witness named none': `${x1.replace('X1', 'none')}\nquorum none\n`,
      'a witness twice under two names': `${x1}\n${x1.replace('X1', 'X9')}\nquorum X1\n`,
      'a log twice': `${logLine}\n${logLine}\nquorum none\n`,
      'a log with the key of a witness': `log ${verifierKeyOf(log, 'cosignature')}\nquorum none\n`,
      'a witness with the key of a log': `witness X1 ${verifierKeyOf(log, 'ed25519')}\nquorum none\n`,
      'a word too many': `${logLine} https://a.example more\nquorum none\n`,
      'a carriage return': 'quorum none\r\n',
      'another kind of space': 'quorum\u00a0none\n',
      'a last line that may be cut off': 'quorum none',
      nothing: '',
    }
    expect(Object.entries(bad).filter(([, text]) => parsePolicy(text) !== undefined)).toEqual([])
    for (const text of ['quorum none\n', '# only\n\tquorum  none \n']) expect(parsePolicy(text)).toBeDefined()
  })

  test('any text gives an answer and never throws', () => {
    const words = fc.constantFrom(
      'log',
      'witness',
      'group',
      'quorum',
      'none',
      'all',
      'any',
      '1',
      'g',
      '\n',
      ' ',
      '\t',
      '#',
      '__proto__',
      ...vkeys,
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          hostileText,
          fc.array(words).map((parts) => parts.join(' ')),
        ),
        (text) => {
          expect(() => parsePolicy(`${text}\n`)).not.toThrow()
        },
      ),
    )
  })
})
