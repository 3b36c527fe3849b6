import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addSignatures,
  cosign,
  cosignaturesIn,
  openNote,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  sha256,
  signNote,
  verifierKeyOf,
  verifierOfKey,
  writeCheckpoint,
  writeVerifierKey,
  type NoteKey,
} from '#proof'
import { hostileText } from '../../test/kit/hostile-text.ts'

const keyOf = (name: string): NoteKey => ({ name, seed: sha256(Buffer.from(name)) })
const log = keyOf('letters.example/log/water')
const witness = keyOf('witness.example')
const stranger = keyOf('stranger.example')
const logVerifier = verifierOfKey(log, 'ed25519')
const witnessVerifier = verifierOfKey(witness, 'cosignature')
const text = writeCheckpoint({ origin: log.name, size: 42, root: sha256(Buffer.from('root')) })
const note = signNote(text, [log])
const TIME = 1_790_000_000

const noteText = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'ß', '—', ' ', '+', '\n', '\u{1F4DC}') }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((lines) => `${lines.join('\n')}\n`)
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  hostileText,
  fc.constantFrom('', '\n', '\n\n', '— a b\n', 'a\n\n— a AAAAAAA=\n'),
)

describe('signed notes', () => {
  test('any text that ends in a line feed opens again as it was signed, by each of its keys', () => {
    fc.assert(
      fc.property(noteText, fc.subarray([log, witness, stranger], { minLength: 1 }), (any, keys) => {
        const verifiers = keys.map((key) => verifierOfKey(key, 'ed25519'))
        const opened = openNote(signNote(any, keys), verifiers)
        expect(opened).toEqual({ text: any, verified: verifiers.map((verifier) => ({ verifier })) })
      }),
      { numRuns: 50 },
    )
  })

  test('signatures of unknown keys are passed over, and alone they are not enough', () => {
    const both = signNote(text, [log, stranger])
    expect(openNote(both, [logVerifier])?.verified).toEqual([{ verifier: logVerifier }])
    expect(openNote(both, [witnessVerifier])).toBeUndefined()
    expect(openNote(both, [])).toBeUndefined()
    // The same name with another key, and the same key for another purpose, are unknown too.
    expect(openNote(both, [verifierOfKey({ ...stranger, name: log.name }, 'ed25519')])).toBeUndefined()
    expect(openNote(both, [verifierOfKey(log, 'cosignature')])).toBeUndefined()
  })

  test('one wrong signature of a known key rejects the note, whoever else signed it', () => {
    const other = signNote(text.replace('42', '43'), [stranger])
    const wrongLine = other.slice(other.lastIndexOf('—'))
    const mixed = addSignatures(note, [wrongLine])
    expect(openNote(mixed, [logVerifier])).toBeDefined()
    expect(openNote(mixed, [logVerifier, verifierOfKey(stranger, 'ed25519')])).toBeUndefined()
  })

  test('a note with any bit of its text or signature flipped does not open', () => {
    const bytes = Buffer.from(note)
    for (let at = 0; at < bytes.length; at++)
      for (const bit of [1, 2, 16]) {
        const damaged = Buffer.from(bytes)
        damaged[at] = (damaged[at] ?? 0) ^ bit
        const opened = openNote(damaged.toString('utf8'), [logVerifier])
        // The unused bits of the last base64 character are the only ones nobody reads; they change no signature.
        if (opened !== undefined) expect([at, opened.text]).toEqual([bytes.length - 3, text])
      }
  })

  test('up to 100 signatures are read and not one more; a key that signed twice counts once', () => {
    const lines = note.slice(text.length + 1)
    expect(openNote(`${text}\n${lines.repeat(16)}`, [logVerifier])?.verified).toHaveLength(1)
    expect(openNote(`${text}\n${lines.repeat(100)}`, [logVerifier])?.verified).toHaveLength(1)
    expect(openNote(`${text}\n${lines.repeat(101)}`, [logVerifier])).toBeUndefined()
  })

  test('reading any text as note, key or checkpoint gives an answer and never throws', () => {
    fc.assert(
      fc.property(anyText, (any) => {
        for (const read of [any, `${text}\n${any}`, `${any}\n\n${note}`, note.replace(' ', any)]) {
          expect(() => [parseNote(read), openNote(read, [logVerifier]), parseCheckpoint(read)]).not.toThrow()
          const vkey = `${log.name}+${read}`
          expect(parseVerifierKey(vkey) && writeVerifierKey(logVerifier)).toBeUndefined()
        }
      }),
    )
  })

  test('what can be no note, and a key that has no usable name, are refused before anything is signed', () => {
    for (const bad of ['', 'no line feed', 'carriage\r\n', 'tab\t\n', 'half \ud800\n'])
      expect(() => signNote(bad, [log])).toThrow('can be no note')
    expect(() => signNote(text, [])).toThrow('can be no note')
    for (const name of ['', 'two words', 'a+b', 'no\u00a0break', 'line\n'])
      expect(() => signNote(text, [{ ...log, name }])).toThrow('no usable name')
    expect(() => signNote(text, [{ ...log, seed: Buffer.alloc(31) }])).toThrow('seed')
  })
})

describe('keys', () => {
  test('the text of a key is read back as the same key, of the kind it was written for', () => {
    for (const kind of ['ed25519', 'cosignature'] as const) {
      const verifier = parseVerifierKey(verifierKeyOf(log, kind))
      expect(verifier).toMatchObject({ name: log.name, kind })
      expect(verifier && writeVerifierKey(verifier)).toBe(verifierKeyOf(log, kind))
    }
    expect(verifierKeyOf(log, 'ed25519')).not.toBe(verifierKeyOf(log, 'cosignature'))
  })
})

describe('checkpoints', () => {
  test('reading gives back what was written, up to the largest size', () => {
    const origin = fc.string({ unit: fc.constantFrom('a', '.', '/', ' ', 'é'), minLength: 1 })
    fc.assert(
      fc.property(origin, fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (any, size, root) => {
        const written = writeCheckpoint({ origin: any, size, root })
        expect(parseCheckpoint(written)).toEqual({ origin: any, size, root: Uint8Array.from(root) })
      }),
    )
  })

  test('extension lines are tolerated, and everything that has two spellings is refused', () => {
    const root = text.split('\n')[2] ?? ''
    expect(parseCheckpoint(`a\n7\n${root}\nmore\nand more\n`)).toMatchObject({ origin: 'a', size: 7 })
    for (const bad of [
      `a\n07\n${root}\n`,
      `a\n+7\n${root}\n`,
      `a\n-7\n${root}\n`,
      `a\n7.0\n${root}\n`,
      `a\n\n${root}\n`,
      `a\n9007199254740992\n${root}\n`,
      `\n7\n${root}\n`,
      `a\n7\n${root}`,
      `a\n7\n${root.slice(0, -1)}\n`,
      `a\n7\n${root.replace('=', '==')}\n`,
      `a\n7\n${root}\n\n`,
      `a\n7\n${root}\n\nafter a gap\n`,
      `a\r\n7\n${root}\n`,
      note,
    ])
      expect([bad, parseCheckpoint(bad)]).toEqual([bad, undefined])
  })

  test('an impossible checkpoint is not written', () => {
    const root = sha256(Buffer.of())
    expect(() => writeCheckpoint({ origin: 'two\nlines', size: 1, root })).toThrow('impossible')
    expect(() => writeCheckpoint({ origin: 'a', size: 2 ** 53, root })).toThrow('impossible')
    expect(() => writeCheckpoint({ origin: 'a', size: 1, root: root.subarray(1) })).toThrow('impossible')
  })
})

describe('cosignatures', () => {
  test('a witness says when it saw a checkpoint, and the time is part of what it signs', () => {
    const line = cosign(note, witness, TIME)
    const cosigned = addSignatures(note, [line])
    expect(openNote(cosigned, [logVerifier, witnessVerifier])?.verified).toEqual([
      { verifier: logVerifier },
      { verifier: witnessVerifier, time: TIME },
    ])
    const later = cosign(note, witness, TIME + 1)
    const bytes = (signed: string): Buffer => Buffer.from(signed.split(' ')[2] ?? '', 'base64')
    const forged = Buffer.concat([bytes(later).subarray(0, 12), bytes(line).subarray(12)]).toString('base64')
    expect(openNote(addSignatures(note, [`— ${witness.name} ${forged}`]), [witnessVerifier])).toBeUndefined()
  })

  test('a line that is there already is not repeated, with or without its line feed', () => {
    const line = cosign(note, witness, TIME)
    const cosigned = addSignatures(note, [line])
    expect(addSignatures(cosigned, [`${line}\n`, line])).toBe(cosigned)
    expect(addSignatures(note, [])).toBe(note)
    expect(() => addSignatures(note, ['no signature'])).toThrow('no note')
  })

  test("of a witness's answer only good lines of known witnesses for this very checkpoint are taken", () => {
    const good = cosign(note, witness, TIME)
    const otherCheckpoint = cosign(signNote(text.replace('42', '43'), [log]), witness, TIME)
    const unknown = cosign(note, stranger, TIME)
    const plain = signNote(text, [witness]).trimEnd().split('\n').at(-1) ?? ''
    const answer = ['', otherCheckpoint, 'nonsense', unknown, plain, good, '— x y', ''].join('\n')
    expect(cosignaturesIn(answer, note, [logVerifier, witnessVerifier])).toEqual([good])
    expect(cosignaturesIn('', note, [witnessVerifier])).toEqual([])
  })
})
