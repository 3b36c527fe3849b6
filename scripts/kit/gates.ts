import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { count } from './gate.ts'

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..')

/** What became of a gate: red or not, how much it saw in words, and what its tool said. */
export type Verdict = {
  readonly name: string
  readonly red: boolean
  readonly what: string
  readonly output: string
  readonly milliseconds: number
}

type Said = { readonly code: number; readonly output: string }
/** Runs a tool in a tree, and counts the files in what it says. */
type Gate = {
  readonly run: (tree: string) => readonly (readonly string[])[]
  readonly saw: (said: Said, tree: string) => number | string
}

const packed = (path: string): string => join(root, 'node_modules', path)
const tsc = packed('typescript/bin/tsc')

const configs = ['tsconfig.json', 'tsconfig.all.json']
/** What runs in a browser knows a document and no process. */
const browserConfigs = ['src/web/browser/tsconfig.json']

const gates: Readonly<Record<string, Gate>> = {
  types: {
    run: (tree) =>
      [...configs, ...browserConfigs.filter((config) => existsSync(join(tree, config)))].map((config) => [
        tsc,
        '--noEmit',
        '--listFiles',
        '-p',
        join(tree, config),
      ]),
    saw: ({ output }) =>
      new Set(output.split(/\r?\n/).filter((line) => /^\S.*\.ts$/.test(line) && !/[\\/]node_modules[\\/]/.test(line)))
        .size,
  },
  lint: { run: (tree) => onFolders(tree, [packed('oxlint/bin/oxlint'), '--type-aware']), saw: filesSaid },
  format: { run: (tree) => onFolders(tree, [packed('oxfmt/bin/oxfmt'), '--check']), saw: filesSaid },
  rooms: ourOwn('check-rooms.ts'),
  tables: ourOwn('check-tables.ts'),
  docs: ourOwn('check-docs.ts'),
  words: ourOwn('check-words.ts'),
  lock: ourOwn('check-lock.ts'),
  knip: {
    run: () => [[packed('knip/bin/knip.js'), '--reporter', join(root, 'scripts/kit/knip-reporter.js')]],
    saw: ({ output }) => Number(/^looked at (\d+) files$/m.exec(output)?.[1] ?? 0),
  },
}

/** In the order of the house: what is cheapest to understand first. */
export const gateNames: readonly string[] = Object.keys(gates)

/** Runs one gate on a tree. */
export async function runGate(name: string, tree: string): Promise<Verdict> {
  const gate = gates[name]
  if (gate === undefined) throw new Error(`there is no gate ${name}`)
  const began = performance.now()
  const said: Said[] = []
  for (const [program = '', ...args] of gate.run(tree)) said.push(await run(program, args, tree))
  const all = {
    code: Math.max(0, ...said.map(({ code }) => code)),
    output: said.map(({ output }) => output).join('\n'),
  }
  const saw = gate.saw(all, tree)
  const nothing = saw === 0 || saw === ''
  return {
    name,
    red: all.code !== 0 || nothing,
    what: nothing ? 'saw no files at all' : typeof saw === 'number' ? count(saw, 'file') : saw,
    output: withoutLists(all.output),
    milliseconds: performance.now() - began,
  }
}

/** A tool on the folders of our code, named one by one; without a name it would look wherever it likes. */
function onFolders(tree: string, tool: readonly string[]): readonly (readonly string[])[] {
  const folders = ['bin', 'src', 'test', 'bench', 'scripts'].filter((name) => existsSync(join(tree, name)))
  return folders.length === 0 ? [] : [[...tool, ...folders]]
}

function filesSaid({ output }: Said): number {
  return Number(/\bon (\d+) files?\b/.exec(output)?.[1] ?? 0)
}

function ourOwn(script: string): Gate {
  return {
    run: (tree) => [[join(root, 'scripts', script), tree]],
    saw: ({ output }) => (/^saw no files at all$/m.test(output) ? '' : (/^\d.*$/m.exec(output)?.[0] ?? '')),
  }
}

/** What is left for a person to read when the lists of files that we asked for, and repetitions, are taken out. */
function withoutLists(output: string): string {
  const isFile = (line: string): boolean => /^(?:\/|[A-Z]:[\\/]).*\.[cm]?[jt]s$/.test(line)
  const lines = output.split(/\r?\n/).filter((line) => !isFile(line))
  return lines
    .filter((line, index) => !/error TS\d/.test(line) || lines.indexOf(line) === index)
    .join('\n')
    .trim()
}

async function run(program: string, args: readonly string[], cwd: string): Promise<Said> {
  return await new Promise((done) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
    const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const pieces: string[] = []
    child.stdout.on('data', (text) => pieces.push(String(text)))
    child.stderr.on('data', (text) => pieces.push(String(text)))
    child.on('error', (error) => done({ code: 1, output: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output: pieces.join('') }))
  })
}
