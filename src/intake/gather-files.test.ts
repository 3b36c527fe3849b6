import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareLists } from './compare-lists.ts'
import { readFile } from './read-file.ts'
import { readTogether, type FileRead } from './read-files.ts'

const encoded = (text: string) => new TextEncoder().encode(text)

async function together(files: Readonly<Record<string, string>>) {
  const read: FileRead[] = []
  for (const [name, text] of Object.entries(files)) {
    const reading = await readFile(name, encoded(text))
    if (reading.kind === 'letters') read.push({ name, hash: '', reading })
  }
  return readTogether(read)
}

const body = [
  'We are writing to you about the harbor bridge, which has been closed to everybody since 14 March 2029.',
  'According to the report NHB-2231 the bridge carries 18500 people a day, and 240 shops live from them.',
  'We ask that you open the bridge within 60 days, and that you publish the report of the HSA in full.',
  'You promised in 2028 that the works would cost 3400000 and not one coin more, and we have not forgotten that.',
]
const cuerpo = [
  'Le escribimos sobre el puente del puerto, que está cerrado para todos desde el 14 de marzo de 2029.',
  'Según el informe NHB-2231 el puente lleva a 18500 personas al día, y 240 tiendas viven de ellas.',
  'Pedimos que abra el puente en 60 días y que se publique el informe de la HSA por completo.',
  'Usted prometió en 2028 que las obras no costarían más de 3400000, y eso no lo hemos olvidado nosotros.',
]
const english = `# The bridge\n\nMay 4, 2029\n\nDear Ms. Poole,\n\n${body.join('\n\n')}\n\nSincerely,\n`
const spanish = `# El puente\n\n4 de mayo de 2029\n\nEstimada Sra. Poole:\n\n${cuerpo.join('\n\n')}\n\nAtentamente,\n`
const page = `<html><body><h1>The bridge</h1><p>May 4, 2029</p><p>Dear Ms. Poole,</p>${body.map((text) => `<p>${text}</p>`).join('')}<p>Sincerely,</p></body></html>`
const names = ['Quiet Rivers', 'Lantern Society', 'Open Fields Trust', 'Salt Marsh Union', 'Old Ferry Club']
const table = `Organization;Country\n${names.map((name) => `${name};Kenya`).join('\n')}\n`
const listed = (read: Awaited<ReturnType<typeof together>>) =>
  read.proposal.letters.map(({ signatories }) => signatories.map(({ name }) => name))

test('a list without letter joins the letter without list, in every language, whatever the order of the files', async () => {
  const files = Object.entries({ 'letter-en.md': english, 'letter-es.md': spanish, 'list.csv': table })
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(files, { minLength: 3 }), async (order) => {
      const read = await together(Object.fromEntries(order))
      expect(listed(read)).toEqual([names, names])
      expect(read.warnings.join('\n')).toContain('are editions of one letter')
      const list = read.files.findIndex(({ format }) => format === 'csv')
      expect(read.listFileOf).toEqual([list, list])
      for (const { name, lines } of read.proposal.letters[0]?.signatories ?? [])
        expect(read.files[list]?.lines[lines?.[0] ?? -1]?.text).toContain(name)
    }),
    { numRuns: 6 },
  )
})

test('the same letter in two formats is one letter, and that is said', async () => {
  const read = await together({ 'letter.md': english, 'letter.html': page })
  expect(read.proposal.letters).toHaveLength(1)
  expect(read.warnings.join('\n')).toContain('hold the same letter')
})

test('two letters about other things stay two, and a list that fits neither stays by itself', async () => {
  const other = `# The school\n\nJune 9, 2031\n\nDear Mr. Reed,\n\nWe are asking you to keep the school on the hill open, as it is the only one the valley has.\n\nOur children would have to travel 45 kilometers, and nobody has told us why this should be.\n\nSincerely,\n`
  const read = await together({ 'bridge.md': english, 'school.md': other, 'list.csv': table })
  expect(read.proposal.letters.map(({ paragraphs }) => paragraphs.length > 0)).toEqual([true, true, false])
  expect(read.warnings.join('\n')).toContain('cannot be told')
})

test('lists of editions are compared: who stands in one only is named', async () => {
  const withNames = (letter: string, list: readonly string[]) =>
    `${letter}\n${list.map((name) => `- ${name}`).join('\n')}\n`
  const same = await together({ 'en.md': withNames(english, names), 'es.md': withNames(spanish, names) })
  expect(same.warnings.join('\n')).toContain('en.md and es.md are the same: 5 names')
  const more = [...names, 'Stone Bridge Forum']
  const unlike = await together({ 'en.md': withNames(english, names), 'es.md': withNames(spanish, more) })
  expect(unlike.warnings.join('\n')).toContain('Only in es.md: “Stone Bridge Forum”')
})

test('comparing two lists accounts for every name of both', () => {
  const name = fc.stringMatching(/^[A-Z][a-z]{3,7} [A-Z][a-z]{3,7}$/u)
  const list = fc.uniqueArray(name, { maxLength: 20, selector: (one) => one.toLowerCase() })
  fc.assert(
    fc.property(list, list, (first, second) => {
      const { onlyFirst, onlySecond, respelled } = compareLists(first, second)
      const shared = first.filter((one) => second.some((other) => other.toLowerCase() === one.toLowerCase())).length
      expect(onlyFirst.length + respelled.length + shared).toBe(first.length)
      expect(onlySecond.length + respelled.length + shared).toBe(second.length)
    }),
  )
})
