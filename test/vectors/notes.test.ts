import { describe, expect, test } from 'vitest'
import {
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signNote,
  verifierKeyOf,
  writeCheckpoint,
  writeVerifierKey,
} from '../../src/proof/index.ts'
import { corpusIsHere, corpusJson } from '../kit/corpus.ts'

type Note = {
  readonly desc: string
  readonly note: string
  readonly vkeys: readonly string[]
  readonly verified?: readonly string[]
}
type SignedNotes = {
  readonly signer: {
    readonly skey: string
    readonly vkey: string
    readonly text: string
    readonly signatureLine: string
  }
  readonly valid: readonly Note[]
  readonly invalid: readonly Note[]
  readonly invalidUtf8Base64: readonly string[]
  readonly badVkeys: readonly string[]
}
type Cosignatures = {
  readonly witness: { readonly vkey: string; readonly checkpoint: string }
  readonly mirror: { readonly vkey: string; readonly checkpoint: string }
  readonly timestampParse: { readonly sigBase64: string; readonly unixSeconds: number }
  readonly vkeysValid: readonly string[]
}
type GoTrees = {
  readonly formatTree: { readonly n: number; readonly text: string }
  readonly badTrees: readonly string[]
}

const known = (vkeys: readonly string[]) => vkeys.flatMap((vkey) => parseVerifierKey(vkey) ?? [])
const verified = (note: string, vkeys: readonly string[]) =>
  openNote(note, known(vkeys))?.verified.map(({ verifier }) => verifier.name)

describe.runIf(corpusIsHere)('signed notes of other implementations', () => {
  const notes = (): SignedNotes => corpusJson<SignedNotes>('vectors/signed-note.json')

  test('a signature of the same key is the same line as the one Go writes', () => {
    const { signer } = notes()
    // An skey is `PRIVATE+KEY+name+keyid+base64(0x01 ‖ seed)`, and its base64 may hold a plus of its own.
    const [, , name = '', , ...encoded] = signer.skey.split('+')
    const key = { name, seed: Buffer.from(encoded.join('+'), 'base64').subarray(1) }
    expect(signNote(signer.text, [key])).toBe(`${signer.text}\n${signer.signatureLine}`)
    expect(verifierKeyOf(key, 'ed25519')).toBe(signer.vkey)
  })

  test('every valid note opens, two checkpoints of a production log among them, and says who signed', () => {
    const { valid } = notes()
    expect(valid).toHaveLength(5)
    for (const { note, vkeys, verified: names } of valid) {
      expect(known(vkeys).map(writeVerifierKey)).toEqual(vkeys)
      expect(verified(note, vkeys)).toEqual(names)
    }
    expect(
      valid.flatMap(({ note, vkeys }) => parseCheckpoint(openNote(note, known(vkeys))?.text ?? '')?.size ?? []),
    ).toEqual([6476701, 35225469])
  })

  test('no invalid note opens, the one with 101 signatures among them', () => {
    const { invalid, invalidUtf8Base64 } = notes()
    expect(invalid).toHaveLength(9)
    expect(invalid.filter(({ note, vkeys }) => verified(note, vkeys) !== undefined).map(({ desc }) => desc)).toEqual([])
    // What is not UTF-8 is refused by a strict decoder, and does not verify after a lenient one.
    for (const encoded of invalidUtf8Base64) {
      const bytes = Buffer.from(encoded, 'base64')
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError)
      expect(verified(bytes.toString('utf8'), [notes().signer.vkey])).toBeUndefined()
    }
  })

  test('no bad verifier key is read, nor any part of a good one, nor a good one with any byte raised by one', () => {
    const { badVkeys, signer } = notes()
    expect(badVkeys).toHaveLength(5)
    const parts = Array.from(signer.vkey, (_, from) =>
      Array.from({ length: signer.vkey.length - from }, (__, length) => signer.vkey.slice(from, from + length + 1)),
    ).flat()
    const raised = Array.from(signer.vkey, (character, i) => {
      const next = String.fromCharCode(character.charCodeAt(0) + 1)
      return signer.vkey.slice(0, i) + next + signer.vkey.slice(i + 1)
    })
    const bad = [...badVkeys, ...parts.filter((part) => part !== signer.vkey), ...raised]
    expect(bad.filter((vkey) => parseVerifierKey(vkey) !== undefined)).toEqual([])
  })
})

describe.runIf(corpusIsHere)('cosignatures and checkpoints of other implementations', () => {
  const cosignatures = (): Cosignatures => corpusJson<Cosignatures>('vectors/tlog-cosignature.json')

  test('a witness and a mirror cosigned their checkpoints at the times they say; an unknown ECDSA key is passed over', () => {
    for (const { vkey, checkpoint } of [cosignatures().witness, cosignatures().mirror]) {
      const opened = openNote(checkpoint, known([vkey]))
      expect(opened?.verified).toMatchObject([{ verifier: { kind: 'cosignature' }, time: 1767139200 }])
      expect(parseCheckpoint(opened?.text ?? '')).toMatchObject({ size: 300 })
      // The time is part of what is signed.
      const earlier = checkpoint.replace('AABpVGeA', 'AABpVGeB')
      expect(earlier).not.toBe(checkpoint)
      expect(openNote(earlier, known([vkey]))).toBeUndefined()
    }
  })

  test('a time stands in the first eight bytes after the key id', () => {
    const { sigBase64, unixSeconds } = cosignatures().timestampParse
    expect(Number(Buffer.from(sigBase64, 'base64').readBigUInt64BE(4))).toBe(unixSeconds)
  })

  test('an Ed25519 cosigner is read; an ML-DSA-44 one is not, because we could not verify it', () => {
    expect(cosignatures().vkeysValid.map((vkey) => parseVerifierKey(vkey)?.kind)).toEqual(['cosignature', undefined])
  })

  test('the tree head of Go is a checkpoint, and what Go refuses is none', () => {
    const { formatTree, badTrees } = corpusJson<GoTrees>('vectors/tlog-note-go.json')
    const head = parseCheckpoint(formatTree.text)
    expect(head).toMatchObject({ origin: formatTree.text.split('\n')[0], size: formatTree.n })
    expect(head && writeCheckpoint(head)).toBe(formatTree.text)
    expect(badTrees.map(parseCheckpoint)).toEqual(badTrees.map(() => undefined))
  })
})
