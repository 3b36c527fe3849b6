import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What a gate found. `saw` counts what it looked at: a gate that saw nothing is red, whatever it found. */
export type Findings = { readonly saw: number; readonly what: string; readonly wrong: readonly string[] }

/** Runs a gate as a program, on the tree named as its argument, else on the project: prints one line with what it saw, every finding on stderr, exit code 1 when red. */
export function runAsProgram(check: (root: string) => Findings): void {
  const findings = check(resolve(process.argv[2] ?? join(import.meta.dirname, '../..')))
  process.stdout.write(`${findings.what}\n`)
  for (const line of [...findings.wrong, ...nothingSeen(findings)]) process.stderr.write(`${line}\n`)
  if (isRed(findings)) process.exitCode = 1
}

/** Whether a gate must stop us. */
export function isRed(findings: Findings): boolean {
  return findings.saw === 0 || findings.wrong.length > 0
}

/** Every file below a folder, as sorted paths with forward slashes; an absent folder has none. */
export function filesBelow(folder: string, ending = ''): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

/** The text of a file, or `undefined` when there is none. */
export function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** "1 file", "2 files". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

function nothingSeen({ saw }: Findings): readonly string[] {
  return saw === 0 ? ['saw no files at all'] : []
}
