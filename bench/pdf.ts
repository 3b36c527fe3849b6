/**
 * Setting a letter as PDF against printing its page by headless Chromium, both warm, in the same run. Of Chromium is
 * timed what somebody does who wants the file: a new page in a browser that runs, the address, the print.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { parsePartialDate } from '#kernel'
import { readLetters } from '#intake'
import { letterFonts } from '#platform'
import { typesetterFor, type LetterSheet } from '#typeset'
import { launchBrowser } from '../test/kit/browser.ts'
import { freshDataDir, runCommand, startHouse } from '../test/kit/house.ts'
import { letterText } from './kit/letter-text.ts'
import { conclude, familySeconds, median, printMachine, watchForeign } from './kit/machine.ts'

const port = 18_434
const goal = 5
const sizes = [
  { names: 90, rounds: 9 },
  { names: 10_000, rounds: 3 },
]

/** The same letter that the server shows, as a sheet. */
function sheetOf(names: number): LetterSheet {
  const letter = readLetters(letterText(names)).letters[0]
  if (!letter || letter.signatories.length !== names) throw new Error('the letter does not read as it was written')
  const addressees = letter.addressees.map(({ name, title, organization }) => ({
    name: name ?? undefined,
    title: title ?? undefined,
    organization: organization ?? undefined,
  }))
  const signatories = letter.signatories.map(({ name }) => ({
    kind: 'organization' as const,
    name,
    title: undefined,
    affiliation: undefined,
    representative: undefined,
    country: undefined,
    note: undefined,
  }))
  return {
    text: {
      language: 'en',
      title: undefined,
      date: parsePartialDate(letter.date ?? ''),
      recipient: letter.recipient ?? '',
      addressees,
      copies: [],
      salutation: letter.salutation ?? undefined,
      closing: letter.closing ?? undefined,
      blocks: letter.paragraphs.map(({ text }) => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] })),
    },
    documentTitle: 'Bench',
    letterhead: signatories.map(({ name }) => name),
    groups: [{ heading: undefined, signatories }],
    state: { kind: 'draft' },
    paper: 'us-letter',
  }
}

printMachine()
const data = freshDataDir()
const house = await startHouse(data.path, port)
const browser = await launchBrowser()
const { letterPdf } = typesetterFor(letterFonts())
const figures: Record<string, number> = {}

async function printPage(url: string): Promise<Uint8Array> {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(url)
  const printed = await page.pdf({ format: 'Letter', tagged: true })
  await page.close()
  return printed
}

let met = true
let worst = Number.POSITIVE_INFINITY
const foreign = watchForeign()
try {
  for (const { names, rounds } of sizes) {
    const file = join(data.path, `${names}.txt`)
    writeFileSync(file, letterText(names))
    await runCommand(data.path, port, 'import', file, '--yes', '--publish', '--title', `With ${names}`)
    const url = `${house.url}/c/with-${names}/january-2029/verrolane`
    const sheet = sheetOf(names)
    const ours: number[] = []
    const theirs: number[] = []
    const cpu = { ours: 0, theirs: 0 }
    for (let round = 0; round <= rounds; round += 1) {
      const before = process.cpuUsage()
      const begun = performance.now()
      const { pdf } = letterPdf(sheet)
      const done = performance.now()
      const { user, system } = process.cpuUsage(before)
      await nextTick()
      const familyBefore = familySeconds()
      const start = performance.now()
      const printed = await printPage(url)
      const end = performance.now()
      if (pdf.length < 10_000 || printed.length < 10_000) throw new Error('an empty PDF')
      // The first round warms both.
      if (round === 0) continue
      ours.push(done - begun)
      theirs.push(end - start)
      cpu.ours += (user + system) / 1000 / rounds
      cpu.theirs += ((familySeconds() - familyBefore) * 1000) / rounds
    }
    const ratio = median(theirs) / median(ours)
    worst = Math.min(worst, ratio)
    met &&= ratio >= goal
    figures[`milliseconds${names}`] = Math.round(median(ours))
    figures[`chromium${names}`] = Math.round(median(theirs))
    figures[`cpu${names}`] = Math.round(cpu.ours)
    figures[`chromiumCpu${names}`] = Math.round(cpu.theirs)
    figures[`ratio${names}`] = Number(ratio.toFixed(2))
    console.log(
      `${names} names: ${median(ours).toFixed(0)} ms, Chromium ${median(theirs).toFixed(0)} ms, ${ratio.toFixed(1)}x (goal at least ${goal}x); ` +
        `CPU ${cpu.ours.toFixed(0)} ms, Chromium and server ${cpu.theirs.toFixed(0)} ms`,
    )
  }
  conclude('pdf', { ratio: Number(worst.toFixed(2)), ...figures, met }, foreign())
} finally {
  await browser.close()
  await house.close()
  data.drop()
}
