import {
  auditLog,
  openingsPath,
  runPath,
  startHashCore,
  tilePath,
  writeCounts,
  type Audit,
  type AuditProblem,
  type PublishedLog,
} from '#proof'
import { patientReader, type ReadFile } from './patient-reader.ts'
import { judgeCheckpoint, type SignatureVerdict } from './signature.ts'
import { fillTable, printedCounts } from './table.ts'

// The one script of the public pages. It is inlined in the recount page and allowed there by its hash; it reads the
// log's files from the same server and writes what it found into the page. Its sentences are the page's.

const DRAW_EVERY_MILLISECONDS = 100

function logAt(root: HTMLElement, withNames: boolean, readFile: ReadFile): PublishedLog {
  const base = root.dataset['log'] ?? ''
  const textAt = async (path: string): Promise<string | undefined> => await (await readFile(path))?.text()
  const bytesAt = async (path: string): Promise<Uint8Array | undefined> => {
    const response = await readFile(path)
    return response && new Uint8Array(await response.arrayBuffer())
  }
  return {
    readCheckpoint: () => textAt(`${base}/checkpoint`),
    readCounts: async () => writeCounts(printedCounts(root)),
    readTile: (name) => bytesAt(`${base}/${tilePath(name)}`),
    readRun: (number) => bytesAt(`${base}/${runPath(number)}`),
    ...(withNames ? { readOpenings: (bundle: number) => textAt(`${base}/${openingsPath(bundle)}`) } : {}),
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Draws progress now and then, and lets the browser breathe. */
function drawer(root: HTMLElement): (leaves: number, of: number) => Promise<void> {
  const bar = root.querySelector('progress')
  let drawn = performance.now()
  return async (leaves, of) => {
    if (performance.now() - drawn < DRAW_EVERY_MILLISECONDS && leaves < of) return
    if (bar) [bar.max, bar.value] = [of, leaves]
    await pause(0)
    drawn = performance.now()
  }
}

/** A sentence of the page, with its blanks filled. */
function sentence(root: HTMLElement, key: string, blanks: Readonly<Record<string, string>> = {}): string {
  const template = root.querySelector<HTMLTemplateElement>(`template[data-say="${key}"]`)?.content.textContent ?? ''
  return template.trim().replaceAll(/\{(\w+)\}/g, (_blank, name: string) => blanks[name] ?? '')
}

const numberOf = (problem: AuditProblem): string => {
  if ('index' in problem) return String(problem.index)
  if ('bundle' in problem) return String(problem.bundle * 256)
  if ('leaf' in problem) return String(problem.leaf.index)
  return ''
}

function findings(root: HTMLElement, audit: Audit, verdict: SignatureVerdict, seconds: number): readonly string[] {
  const format = new Intl.NumberFormat(document.documentElement.lang)
  const { recount, problems } = audit
  const isRight = problems.length === 0
  const read = {
    leaves: format.format(recount?.size ?? 0),
    names: format.format(recount?.shownNames ?? 0),
    seconds: new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(seconds),
  }
  const differing = problems.slice(0, 20).map((problem) => sentence(root, problem.kind, { at: numberOf(problem) }))
  return [
    sentence(root, isRight ? 'agrees' : 'differs', read),
    ...(recount?.shownNames === undefined ? [] : [sentence(root, 'names', read)]),
    ...(recount ? [sentence(root, verdict)] : []),
    // Twenty numbers may differ in one way.
    ...new Set(differing),
  ]
}

async function run(root: HTMLElement): Promise<void> {
  const [status, result] = [root.querySelector('[data-status]'), root.querySelector('[data-result]')]
  const withNames = root.querySelector<HTMLInputElement>('input[name="names"]')?.checked ?? false
  const keys = [...root.querySelectorAll('[data-key]')].map((element) => element.textContent ?? '')
  let verdict: SignatureVerdict = 'wrong'
  const tell = (key: string, blanks?: Readonly<Record<string, string>>): void => {
    if (status) status.textContent = sentence(root, key, blanks)
  }
  const onWait = (seconds: number | undefined): void => {
    // A file that is no longer needed may still be waited for when all is said.
    if (root.dataset['state'] !== 'running') return
    tell(seconds === undefined ? 'running' : 'waiting', { seconds: String(seconds) })
  }
  root.dataset['state'] = 'running'
  tell('running')
  const started = performance.now()
  try {
    const audit = await auditLog({
      log: logAt(root, withNames, patientReader({ pause, onWait })),
      core: startHashCore(),
      open: async (note) => {
        const judged = await judgeCheckpoint(note, keys)
        verdict = judged.verdict
        return judged.checkpoint
      },
      wait: () => pause(1000),
      onProgress: drawer(root),
    })
    fillTable(root, audit.compared)
    const [first = '', ...more] = findings(root, audit, verdict, (performance.now() - started) / 1000)
    if (status) status.textContent = first
    result?.replaceChildren(...more.map((line) => Object.assign(document.createElement('li'), { textContent: line })))
    root.dataset['state'] = audit.problems.length === 0 ? 'agrees' : 'differs'
  } catch {
    tell('unreachable')
    root.dataset['state'] = 'unreachable'
  }
}

const root = document.querySelector<HTMLElement>('[data-recount]')
const button = root?.querySelector('button')
if (root && button) {
  root.querySelector<HTMLElement>('[data-live]')?.removeAttribute('hidden')
  button.addEventListener('click', () => {
    button.disabled = true
    void run(root).finally(() => (button.disabled = false))
  })
}
