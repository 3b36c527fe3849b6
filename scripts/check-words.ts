import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { count, runAsProgram, type Findings } from './kit/gate.ts'
import { trackedFiles } from './kit/tracked.ts'

/** Joined while running, so that this file does not hold the very words it looks for. */
const spelled = (...pieces: readonly string[]): string => pieces.join('')

const banned: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  {
    pattern: new RegExp(spelled('(?<![\\w.~@$}])/(?:wo', 'rk|ho', 'me/[\\w-]+|ro', 'ot|Us', 'ers/[\\w-]+)/[\\w.-]+')),
    why: 'a path of one machine',
  },
  { pattern: new RegExp(spelled('[A-Z]:\\\\Us', 'ers\\\\'), 'i'), why: 'a path of one machine' },
  {
    pattern: new RegExp(
      spelled(
        'registry\\.(?:npm',
        'js|yarn',
        'pkg|npm',
        'mirror)|npm',
        'mirror\\.com|npm\\.pkg\\.git',
        'hub|//(?:reg',
        'istry|art',
        'ifactory|ne',
        'xus)[.\\w-]*[.:/]',
      ),
      'i',
    ),
    why: 'a package registry by name; the lockfile and npm settings choose it',
  },
  { pattern: new RegExp(spelled('-----BEGIN (?:[A-Z]+ )?PRIV', 'ATE KEY-----')), why: 'a private key' },
  { pattern: new RegExp(spelled('_auth', 'Token\\s*=')), why: 'a secret of npm' },
]

/** Larger files are pictures and samples, not writing. */
const longest = 4_000_000

/** The words gate: nothing that belongs to one machine or is secret stands in the project's files. */
export function checkWords(root: string): Findings {
  const files = trackedFiles(root).filter((file) => statSync(join(root, file)).size <= longest)
  const wrong = files.flatMap((file) => {
    const bytes = readFileSync(join(root, file))
    return bytes.subarray(0, 8000).includes(0) ? [] : wordsIn(file, bytes.toString('utf8'))
  })
  return { saw: files.length, what: count(files.length, 'file'), wrong }
}

function wordsIn(file: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      banned.filter(({ pattern }) => pattern.test(line)).map(({ why }) => `${file}:${index + 1}: ${why}`),
    )
}

if (import.meta.main) runAsProgram(checkWords)
