import { readFile } from 'node:fs/promises'
import {
  hashText,
  openingHolds,
  openReceipt,
  parseCheckpoint,
  parseLeaf,
  parseNote,
  parseReceipt,
  parseReceiptExtra,
  type Leaf,
  type OpenedCheckpoint,
  type Receipt,
  type ReceiptExtra,
} from '#proof'
import { readArguments } from './arguments.ts'
import type { Command, ExitCode, Terminal } from './command.ts'
import { printable } from './printable.ts'
import { readTrust, trustSentence, witnessSentence } from './trust.ts'

export const verify: Command = {
  help: `Usage: undersigned verify RECEIPT [--policy FILE] [--text FILE]

Checks a signer's receipt (.tlog-proof) and says in plain sentences what it proves. Needs no network.

  --policy FILE  judge by these keys and witnesses (C2SP tlog-policy) instead of those the receipt itself names
  --text FILE    also say whether this is the text that was signed (its canonical text, as the site offers it)

Ends with 0 when the receipt holds, 1 when it does not, 2 when it could not be read.
`,
  run: async (args, { terminal }) => {
    const read = readArguments(args, { policy: { type: 'string' }, text: { type: 'string' } })
    if (read.kind === 'wrong') return (terminal.say(read.sentence), 2)
    const [path, ...more] = read.words
    if (path === undefined || more.length > 0) return (terminal.say('"verify" needs one receipt.'), 2)
    const file = await readFile(path, 'utf8').catch(() => undefined)
    const receipt = file === undefined ? undefined : parseReceipt(file)
    if (receipt === undefined) return (terminal.say(`${path} is not a receipt that can be read.`), 2)
    const extra = receipt.extra && parseReceiptExtra(receipt.extra)
    if (extra === undefined) return (terminal.say(`${path} does not say of which leaf it is.`), 2)
    return await judge({ receipt, extra, policy: read.texts.get('policy'), text: read.texts.get('text') }, terminal)
  },
}

type Case = {
  readonly receipt: Receipt
  readonly extra: ReceiptExtra
  readonly policy: string | undefined
  readonly text: string | undefined
}

async function judge({ receipt, extra, policy, text }: Case, { out, say }: Terminal): Promise<ExitCode> {
  const trust = await readTrust(policy, async () => extra.policy)
  if (trust.kind === 'none') return (say(trust.sentence), 2)
  const leaf = parseLeaf(extra.leaf)
  const opened = openReceipt(receipt, extra.leaf, trust.policy)
  if (opened === undefined || leaf === undefined) return (out(`This receipt does not hold.\n${whyNot(receipt)}\n`), 1)
  const signed = text === undefined ? undefined : await textVerdict(leaf, text)
  if (signed?.kind === 'unreadable') return (say(signed.sentence), 2)
  const name = nameVerdict(leaf, extra)
  const lines = [
    'This receipt holds. It proves:',
    ...proved(receipt, opened, leaf),
    ...name.lines,
    ...(signed ? [signed.sentence] : []),
    witnessSentence(opened),
    trustSentence(trust, 'the receipt itself'),
    'Whether the signature was withdrawn, or held back, later on is not in a receipt: recount the log for that.',
  ]
  out(`${lines.join('\n')}\n`)
  return name.isWrong || signed?.kind === 'differs' ? 1 : 0
}

function whyNot({ checkpoint, index }: Receipt): string {
  const claimed = parseCheckpoint(parseNote(checkpoint)?.text ?? '')
  return claimed
    ? `It claims leaf ${index} of the log ${printable(claimed.origin)}, but the keys, the cosignatures or the proof do not bear that out.`
    : 'Its checkpoint cannot be read.'
}

function proved({ index }: Receipt, { origin, size }: OpenedCheckpoint, leaf: Leaf): readonly string[] {
  const place = `Leaf ${index} stands in the log ${printable(origin)}, which had ${size} leaves when the receipt was written.`
  if (leaf.t !== 'sig' && leaf.t !== 'org') return [place, `It is a leaf of the type ${leaf.t}, not a signature.`]
  const whose = leaf.t === 'org' ? `of the organization ${printable(leaf.o)}` : 'of a person'
  const texts = leaf.e.length === 1 ? 'the text with this hash' : 'the texts with these hashes'
  return [
    place,
    `It is the signature ${whose}, confirmed on ${leaf.d} (UTC), on ${texts}:`,
    ...leaf.e.map((hash) => `  ${hash}`),
    ...(leaf.r === undefined ? [] : [`It replaces the earlier signature in leaf ${leaf.r}.`]),
  ]
}

/** What the receipt's opening says of the signer, if it opens the leaf. */
function nameVerdict(
  leaf: Leaf,
  { opening }: ReceiptExtra,
): { readonly lines: readonly string[]; readonly isWrong: boolean } {
  if (opening === undefined || (leaf.t !== 'sig' && leaf.t !== 'org'))
    return { lines: ['The receipt does not say whose signature it is.'], isWrong: false }
  if (!openingHolds(opening, leaf.c))
    return { lines: ['The name in the receipt is NOT the one that was signed with.'], isWrong: true }
  const facts = [opening.n, opening.p, opening.o].filter((fact) => fact !== undefined && fact !== '')
  return { lines: [`It was signed as: ${printable(facts.join(', '))}`], isWrong: false }
}

type TextVerdict = { readonly kind: 'same' | 'differs' | 'unreadable'; readonly sentence: string }

async function textVerdict(leaf: Leaf, path: string): Promise<TextVerdict> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return { kind: 'unreadable', sentence: `${path} cannot be read.` }
  const signed = leaf.t === 'sig' || leaf.t === 'org' ? leaf.e : []
  return signed.includes(hashText(text))
    ? { kind: 'same', sentence: `${path} is a text that was signed.` }
    : { kind: 'differs', sentence: `${path} is NOT a text that was signed.` }
}
