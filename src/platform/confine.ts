import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * What keeps a process from the network. `namespace`: the system gives it one of its own, with nothing in it (Linux);
 * `program`: only Node's own doors to the network are shut, which holds as long as nobody breaks out of JavaScript.
 */
export type Confinement = 'namespace' | 'program'

// Asked when it is needed: a process that may not read there loads this file, too.
const findUnshare = (): string | undefined => ['/usr/bin/unshare', '/bin/unshare'].find((path) => existsSync(path))
const intoNothing = ['--user', '--map-root-user', '--net'] as const

/** Which of the two this system allows, found out by trying: containers and hardened units often forbid the first. */
export function confinementHere(): Confinement {
  const unsharePath = findUnshare()
  if (unsharePath === undefined) return 'program'
  const tried = spawnSync(unsharePath, [...intoNothing, '--', '/bin/true'], { env: {}, stdio: 'ignore', timeout: 5000 })
  return tried.status === 0 ? 'namespace' : 'program'
}

/** A program and what it is given. */
export type Started = { readonly path: string; readonly args: readonly string[] }

// What Node maps writable before it does anything (code range, young generation, stacks of threads): measured 576 MB.
const megabytesOfNode = 600

/**
 * Node, started so that the system itself caps it: what it may map beyond its start (a burst between two looks at its
 * memory must not take the machine), and, where asked, no network. Ids of the account are mapped, nothing is gained by it.
 */
export function confinedNode(megabytes: number, network: 'open' | Confinement): Started {
  if (!existsSync('/bin/sh')) return { path: process.execPath, args: [] }
  const kilobytes = (megabytes + megabytesOfNode) * 1024
  const unsharePath = network === 'namespace' ? findUnshare() : undefined
  const alone = unsharePath !== undefined ? [unsharePath, ...intoNothing, '--'] : []
  // A system that knows no such limit goes on without it. A shell adds where it stands to an empty environment.
  const script = `ulimit -c 0 2>/dev/null; ulimit -d ${kilobytes} 2>/dev/null; unset PWD OLDPWD _; exec "$@"`
  return { path: '/bin/sh', args: ['-c', script, 'sh', ...alone, process.execPath] }
}
