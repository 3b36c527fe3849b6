/**
 * How well whole letters of others are read: `npm run bench -- import-corpus [FOLDER] [--show CASE]`. FOLDER holds one
 * folder per case, with its files and a `truth.json`. Prints cases and figures, and names only with `--show`.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FileFormat, FileReading, ProposedLetter } from '#intake'
import { corpusFolder } from '../test/kit/corpus.ts'
import { naiveNames } from './kit/import/baseline.ts'
import { part, sumOf, tableOf, type Row } from './kit/import/report.ts'
import { differences, namesScore, scoreLetters, type Score } from './kit/import/score.ts'
import { casesIn, fields, type Case } from './kit/import/truth.ts'
import { conclude, printMachine, watchForeign } from './kit/machine.ts'

const goals = { meanF1: 0.98, leastF1: 0.9, date: 0.9, addressees: 0.9, seconds: 5 }
const listFormats: ReadonlySet<FileFormat> = new Set(['csv', 'tsv', 'yaml', 'json', 'xlsx'])
const longestRun = 60_000

type Run = {
  readonly readings: readonly FileReading[]
  readonly letters: readonly ProposedLetter[]
  readonly warnings: readonly string[]
  readonly seconds: number
  readonly megabytes: number
}

function read(known: Case, files: readonly string[]): Run | undefined {
  const args = ['--conditions=source', join(import.meta.dirname, 'kit/import/read-process.ts')]
  const paths = files.map((file) => join(known.folder, file))
  const run = spawnSync(process.execPath, [...args, ...paths], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: longestRun,
  })
  if (run.status === 0) return JSON.parse(run.stdout) as Run
  console.log(`${known.name}: ${files.join(', ')} could not be read: ${run.stderr.trim().split('\n')[0] ?? run.signal}`)
  return undefined
}

const lettersOf = (run: Run): readonly ProposedLetter[] => run.letters

const formatsOf = (run: Run | undefined): string =>
  (run?.readings ?? []).map((one) => (one.kind === 'letters' ? one.format : 'unreadable')).join(' ')

/** A table of names holds no date and no addressee; whatever else does, and so does what could not be read. */
const isHeaded = (run: Run | undefined): boolean =>
  run === undefined ||
  lettersOf(run).some(({ paragraphs }) => paragraphs.length > 0) ||
  run.readings.some((one) => one.kind === 'unreadable' || !listFormats.has(one.format))

function rowOf(known: Case, files: readonly string[], label: string): Row {
  const run = read(known, files)
  const own = files[0]
  const names = known.signatories.map(({ name }) => name)
  const naive = own === undefined || files.length > 1 ? undefined : naiveNames(join(known.folder, own))
  return {
    label,
    score: scoreLetters(known, run === undefined ? [] : lettersOf(run), {
      headed: isHeaded(run),
      printed: files.flatMap((file) => naiveNames(join(known.folder, file)) ?? []).join('\n'),
    }),
    naive: naive === undefined ? undefined : namesScore(names, naive).f1,
    seconds: run?.seconds ?? longestRun / 1000,
    megabytes: run?.megabytes ?? 0,
    format: formatsOf(run),
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)

function rate(values: readonly (boolean | undefined)[]): number {
  const known = values.filter((one) => one !== undefined)
  return mean(known.map(Number))
}

const asRate = ({ right, of }: { readonly right: number; readonly of: number }): number => (of === 0 ? 1 : right / of)

function bench(folder: string): void {
  printMachine()
  const foreign = watchForeign()
  const cases = casesIn(folder)
  const lists = cases.flatMap((known) => known.listsIn.map((file) => rowOf(known, [file], `${known.name}/${file}`)))
  // Files that are not named as holding the list are read for the letter's head alone.
  const rest = cases.flatMap((known) => [
    ...known.files
      .filter((file) => !known.listsIn.includes(file))
      .map((file) => rowOf({ ...known, signatories: [] }, [file], `${known.name}/${file}`)),
    ...known.answers.map(({ file, date }) =>
      rowOf({ ...known, signatories: [], title: undefined, addressees: [], date }, [file], `${known.name}/${file}`),
    ),
  ])
  console.log(`\nFiles that hold a list\n${tableOf(lists)}`)
  if (rest.length > 0)
    console.log(`\nFiles without the list (read for the letter's head), and answers\n${tableOf(rest)}`)
  const scores = lists.map(({ score }) => score)
  const all = [...lists, ...rest].map(({ score }) => score)
  const f1 = scores.map((score) => score.f1)
  const together = cases.filter(({ files }) => files.length > 1).map((known) => rowOf(known, known.files, known.name))
  if (together.length > 0) console.log(`\nThe files of one case together\n${tableOf(together)}`)
  const every = [...lists, ...rest]
  const result = {
    files: lists.length,
    meanF1: mean(f1),
    leastF1: Math.min(...f1),
    meanNaiveF1: mean(lists.flatMap(({ naive }) => naive ?? [])),
    meanF1Together: mean(together.map(({ score }) => score.f1)),
    countRight: rate(scores.map((score) => score.listed === score.found)),
    title: rate(all.map(({ title }) => title)),
    date: rate(all.map(({ date }) => date)),
    addressees: asRate(sumOf(all.map(({ addressees }) => addressees))),
    superfluousAddressees: all.reduce((sum, { extra }) => sum + (extra ?? 0), 0),
    notPrintedSo: asRate(sumOf(all.map(({ apart }) => apart))),
    implicitAddressees: asRate(sumOf(all.map(({ implicit }) => implicit))),
    kinds: asRate(sumOf(all.map(({ kinds }) => kinds))),
    mostSeconds: Math.max(...every.map(({ seconds }) => seconds)),
    mostMegabytes: Math.max(...every.map(({ megabytes }) => megabytes)),
  }
  printGoals(result, all)
  const met =
    result.meanF1 >= goals.meanF1 &&
    result.leastF1 >= goals.leastF1 &&
    result.date >= goals.date &&
    result.addressees >= goals.addressees &&
    result.mostSeconds <= goals.seconds
  const rounded = Object.fromEntries(Object.entries(result).map(([key, value]) => [key, Number(value.toFixed(3))]))
  conclude('import-corpus', { ...rounded, met }, foreign())
}

function printGoals(
  result: Readonly<Record<'meanF1' | 'leastF1' | 'date' | 'addressees' | 'mostSeconds', number>>,
  scores: readonly Score[],
): void {
  const say = (what: string, value: number, goal: string): void =>
    console.log(`${what.padEnd(22)} ${value.toFixed(3)}  (goal ${goal})`)
  console.log('')
  say('mean F1', result.meanF1, `>= ${goals.meanF1}`)
  say('least F1', result.leastF1, `>= ${goals.leastF1}`)
  say('date', result.date, `>= ${goals.date}`)
  say('addressees', result.addressees, `>= ${goals.addressees}`)
  say('longest reading in s', result.mostSeconds, `<= ${goals.seconds}`)
  for (const field of fields) console.log(`${field.padEnd(22)} ${part(sumOf(scores.map((one) => one.fields[field])))}`)
}

const headKnown = ({ title, date, addressees }: Case): unknown => ({
  title,
  date,
  addressees: addressees.map(({ words, implicit }) => (implicit ? { words, implicit } : { words })),
})

/** The head of one case beside its truth, and its names that are missing or superfluous, file by file. */
function show(folder: string, name: string): void {
  for (const known of casesIn(folder).filter((one) => one.name === name)) {
    for (const sentence of read(known, known.files)?.warnings ?? []) console.log(`together: ${sentence}`)
    for (const file of known.files) {
      const run = read(known, [file])
      const letters = run === undefined ? [] : lettersOf(run)
      const found = letters.flatMap((letter) => letter.signatories.map((one) => one.name))
      const names = known.listsIn.includes(file) ? known.signatories.map((one) => one.name) : []
      const { missing, superfluous } = differences(names, found)
      console.log(`\n${file} (${formatsOf(run)})`)
      console.log(`  truth        ${JSON.stringify(headKnown(known))}`)
      for (const { title, date, addressees, cc } of letters)
        console.log(`  reading      ${JSON.stringify({ title, date, addressees, cc })}`)
      for (const one of missing) console.log(`  missing      ${one}`)
      for (const one of superfluous) console.log(`  superfluous  ${one}`)
      for (const one of letters.flatMap((letter) => letter.warnings)) console.log(`  warning      ${one}`)
    }
  }
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { show: { type: 'string' } } })
const folder = positionals[0] ?? join(corpusFolder, 'corpus/letters')
if (values.show === undefined) bench(folder)
else show(folder, values.show)
