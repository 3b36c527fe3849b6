/**
 * Whether time, length or bytes tell if an address has signed: pairs of the same form with an address that has and one that
 * has not, in random order over one connection, and a classifier that learns on one half and guesses on the other.
 * `npm run bench -- oracle [PAIRS]`; 20,000 unless said.
 */
import { join } from 'node:path'
import { signersOf } from '../test/kit/signers.ts'
import { needWrk } from './kit/load.ts'
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'
import { postConfirmations, postForms } from './kit/signing.ts'
import { signingHouse } from './kit/signing-house.ts'

const port = 18_442
const pairs = Number(process.argv[2] ?? 20_000)
const known = 2000
const goal = 0.015

type Timed = { readonly known: number; readonly unknown: number }

needWrk()
printMachine()
const site = await signingHouse(port)
try {
  const [path = ''] = site.forms
  const before = { paths: [path], hidden: site.hidden, start: 100_000, take: known }
  await postForms(site.house.url, before, { connections: 16, seconds: 5 })
  const file = join(site.folder, 'links.txt')
  const links = { file, skip: 0, take: await site.writeLinks(file) }
  await postConfirmations(site.house.url, links, { connections: 16, seconds: 5 })
  const signed = await site.number('select count(*) from signatures_signature')
  console.log(`${signed} have signed`)
  const signers = signersOf(site.house.url, 1)
  const fields = Object.fromEntries(new URLSearchParams(site.hidden))
  const foreign = watchForeign()
  const times: Timed[] = []
  const shapes = new Set<string>()
  const ask = async (number: number, turn: number): Promise<number> => {
    const email = `signer${number}@mail${number % 997}.example`
    const begun = performance.now()
    const answer = await signers.post(path, { ...fields, name: `Probe ${turn}`, email, consent: '1' })
    const took = performance.now() - begun
    // The address of the next page carries what was typed, sealed: only what was typed may change its length.
    const sealed = Buffer.from(answer?.location.slice('/sign/'.length) ?? '', 'base64url').length - email.length
    shapes.add(`${answer?.status} ${sealed} ${answer?.text.length}`)
    return took
  }
  for (let pair = 0; pair < pairs; pair += 1) {
    const isKnownFirst = Math.random() < 0.5
    const [old, fresh] = [100_000 + (pair % Math.min(signed, known)), 400_000 + pair]
    const one = await ask(isKnownFirst ? old : fresh, 100_000 + pair)
    const two = await ask(isKnownFirst ? fresh : old, 100_000 + pair)
    times.push(isKnownFirst ? { known: one, unknown: two } : { known: two, unknown: one })
  }
  signers.close()
  const accuracy = guessed(times)
  const [ours, theirs] = [median(times.map((pair) => pair.known)), median(times.map((pair) => pair.unknown))]
  console.log(
    `${pairs} pairs; median ${ours.toFixed(3)} ms known, ${theirs.toFixed(3)} ms unknown; shapes of answers: ${[...shapes].join(' | ')}`,
  )
  console.log(`a classifier is right in ${(accuracy * 100).toFixed(2)} % (goal 50 ± ${goal * 100})`)
  conclude(
    'oracle',
    { pairs, accuracy, shapes: shapes.size, met: Math.abs(accuracy - 0.5) <= goal && shapes.size === 1 },
    foreign(),
  )
} finally {
  await site.close()
}

/** Learns on the even pairs how likely each time is for either kind, in bins of equal weight; guesses the odd ones. */
function guessed(times: readonly Timed[]): number {
  const learned = times.filter((_, n) => n % 2 === 0)
  const asked = times.filter((_, n) => n % 2 === 1)
  const all = learned.flatMap(({ known: a, unknown: b }) => [a, b]).toSorted((a, b) => a - b)
  const bins = 32
  const edges = Array.from({ length: bins - 1 }, (_, n) => all[Math.floor(((n + 1) * all.length) / bins)] ?? 0)
  const binOf = (time: number) => edges.filter((edge) => time >= edge).length
  const counts = Array.from({ length: bins }, () => ({ known: 1, unknown: 1 }))
  for (const { known: a, unknown: b } of learned) {
    const [one, two] = [counts[binOf(a)], counts[binOf(b)]]
    if (one) one.known += 1
    if (two) two.unknown += 1
  }
  const score = (time: number) => {
    const { known: a, unknown: b } = counts[binOf(time)] ?? { known: 1, unknown: 1 }
    return Math.log(a / b)
  }
  const right = asked.map(({ known: a, unknown: b }) => (score(a) === score(b) ? 0.5 : score(a) > score(b) ? 1 : 0))
  return right.reduce((sum: number, one) => sum + one, 0) / right.length
}
