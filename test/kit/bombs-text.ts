import { strToU8 } from 'fflate'
import type { Bomb } from './bombs-zip.ts'

const text = (name: string, make: () => string): Bomb => ({ name, make: () => strToU8(make()) })
const upTo = (count: number, one: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => one(at)).join('')
const nearly20MB = 19_900_000

/** Texts, tables, records and pages that are deep, wide or long beyond measure. */
export const textBombs: readonly Bomb[] = [
  text('text: one line of 20 MB', () => 'a'.repeat(nearly20MB)),
  text('text: 20 MB of spaces and one letter', () => `a${' '.repeat(nearly20MB)}b`),
  text('text: 10 million empty lines', () => `a${'\n'.repeat(10_000_000)}b`),
  text('text: a million names', () => upTo(1_000_000, (at) => `Alder Fund ${at}\n`)),
  text('text: 100,000 letters', () =>
    'March 3, 2031\n\nDear Ms. Osterholm,\n\nWe ask.\n\nSincerely,\n\nAlder Fund\n\n'.repeat(100_000),
  ),
  text('text: a million open brackets', () => 'Sincerely,\n\n' + 'Alder (\n'.repeat(1_000_000)),
  text(
    'text: one sentence of 5 MB',
    () => `Dear Ms. Osterholm,\n\n${'we ask and '.repeat(450_000)}\n\nSincerely,\n\nAlder Fund\n`,
  ),
  text('text: one name of 5 MB', () => `We ask.\n\nSincerely,\n\n${'Alder '.repeat(800_000)}\n`),
  text(
    'text: 300,000 commas and signs',
    () => `We ask.\n\nSincerely,\n\n${', '.repeat(300_000)}\n${'.-'.repeat(300_000)}\n`,
  ),
  text('csv: 100,000 columns', () => `${upTo(100_000, (at) => `Name ${at},`)}\n`.repeat(3)),
  text('csv: one row of 20 MB', () => `Name,Country\nAlder Fund,${'a'.repeat(nearly20MB)}\n`),
  text('csv: a quotation that never ends', () => `Name,Country\n"Alder Fund,${'x,y\n'.repeat(4_000_000)}`),
  text('csv: 20 MB of quotation marks', () => `Name,Country\n${'"'.repeat(nearly20MB)}`),
  text('csv: 9 million rows of nothing', () => `Name,Country\n${',\n'.repeat(9_000_000)}`),
  text('csv: 800,000 rows', () => `Name,Country\n${upTo(800_000, (at) => `Alder ${at},Peru\n`)}`),
  text(
    'yaml: aliases of aliases',
    () => `a0: &a0 [Alder, Fund]\n${upTo(12, (at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]\n`)}`,
  ),
  text('yaml: an alias to itself', () => 'signatories: &a\n  - name: Alder\n  - *a\nmore: *a\n'),
  text(
    'yaml: merges of merges',
    () =>
      `a0: &a0 {name: Alder}\n${upTo(20, (at) => `a${at + 1}: &a${at + 1}\n  <<: [*a${at}, *a${at}]\n  k${at}: *a${at}\n`)}`,
  ),
  text('yaml: nested 100,000 deep', () => `names:\n  - name: ${'['.repeat(100_000)}\n`),
  text('yaml: indented 3,000 deep', () => upTo(3000, (at) => `${' '.repeat(at)}k:\n`)),
  text('yaml: 300,000 keys', () => `names:\n${upTo(300_000, (at) => `  - name: Alder ${at}\n`)}`),
  text('json: lists nested a million deep', () => '['.repeat(1_000_000) + ']'.repeat(1_000_000)),
  text('json: records nested a million deep', () => '{"a":'.repeat(1_000_000) + '1' + '}'.repeat(1_000_000)),
  text('json: a million keys in one record', () => `{${upTo(1_000_000, (at) => `"k${at}":1,`)}"name":"Alder Fund"}`),
  text(
    'json: 100,000 records with keys of their own',
    () => `[${upTo(100_000, (at) => `{"name":"Alder ${at}","k${at}":1},`)}{}]`,
  ),
  text('json: a million lines', () => '{"name":"Alder Fund"}\n'.repeat(900_000)),
  text('html: nested a million deep', () => `<!doctype html><p>Alder${'<div>'.repeat(1_000_000)}Fund`),
  text('html: marks that never close', () => `<!doctype html>${upTo(200_000, (at) => `<b a${at}><p>`)}`),
  text('html: tables nested 100,000 deep', () => `<!doctype html>${'<table><tr><td>'.repeat(100_000)}`),
  text('html: a million attributes', () => `<!doctype html><p ${upTo(1_000_000, (at) => `a${at} `)}>Alder</p>`),
  text('html: a million links', () => `<!doctype html>${'<a href=x>Alder</a>'.repeat(900_000)}`),
  text('html: one tag that never closes', () => `<!doctype html>${'<'.repeat(5_000_000)}`),
  text('html: a comment that never closes', () => `<!--${'<!--'.repeat(3_000_000)}`),
  text('markdown: quotes nested 100,000 deep', () => `# Alder\n\n${'>'.repeat(100_000)} Fund\n`),
  text('markdown: lists nested 3,000 deep', () => `# Alder\n\n${upTo(3000, (at) => `${'  '.repeat(at)}- a\n`)}`),
  text('markdown: 100,000 open brackets', () => `# Alder\n\n${'['.repeat(100_000)}\n`),
  text('markdown: 100,000 open links', () => `# Alder\n\n${'[a]('.repeat(100_000)}\n`),
  text('markdown: 100,000 open emphases', () => `# Alder\n\n${'*a _b **c '.repeat(100_000)}\n`),
  text('markdown: backticks of every length', () => `# Alder\n\n${upTo(3000, (at) => `${'`'.repeat(at)} `)}\n`),
  text(
    'markdown: 100,000 columns',
    () => `# Alder\n\n|${'a|'.repeat(100_000)}\n|${'-|'.repeat(100_000)}\n|${'b|'.repeat(100_000)}\n`,
  ),
  text(
    'markdown: front matter of aliases',
    () =>
      `---\ntitle: x\na0: &a0 [x,x]\n${upTo(12, (at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]\n`)}---\n\n# Alder\n`,
  ),
]
