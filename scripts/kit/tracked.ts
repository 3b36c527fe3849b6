import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from './gate.ts'

const ours = /^(?!(?:.*\/)?(?:node_modules|dist|data|coverage|\.cache|\.git)\/)/

/** The files that belong to the project: what git tracks or would track; in a tree without git, all but what is made. */
export function trackedFiles(root: string): readonly string[] {
  if (!existsSync(join(root, '.git'))) return filesBelow(root).filter((file) => ours.test(file))
  // A hook runs with git's own settings in the environment; they may point at another tree.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  const files = [...new Set(listed.split('\0'))].filter((file) => file !== '' && existsSync(join(root, file)))
  return files.filter((file) => ours.test(file)).sort()
}
