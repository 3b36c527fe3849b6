import { readdirSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

/** Above this share of foreign work a run says nothing. */
const foreignAtMost = 0.1

const ticksPerSecond = 100

/** CPU seconds that the whole machine, and this process with everything it started, have used so far. */
type Used = { readonly machine: number; readonly ours: number; readonly at: number }

function machineSeconds(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .map(Number)
  return (user + nice + system + irq + soft) / ticksPerSecond
}

type Process = {
  readonly pid: number
  readonly parent: number
  readonly session: number
  readonly seconds: number
  readonly reaped: number
}

function processes(): readonly Process[] {
  return readdirSync('/proc').flatMap((name): Process[] => {
    if (!/^\d+$/.test(name)) return []
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')
        .map(Number)
      const [, parent = 0, , session = 0] = fields
      const seconds = ((fields[11] ?? 0) + (fields[12] ?? 0)) / ticksPerSecond
      return [
        {
          pid: Number(name),
          parent,
          session,
          seconds,
          reaped: ((fields[13] ?? 0) + (fields[14] ?? 0)) / ticksPerSecond,
        },
      ]
    } catch {
      // It ended while we looked.
      return []
    }
  })
}

/** This process and everything below it, found by parent. */
export function family(root: number): readonly number[] {
  const all = processes()
  const found = new Set([root])
  for (let grew = true; grew;) {
    grew = false
    for (const one of all)
      if (found.has(one.parent) && !found.has(one.pid)) {
        found.add(one.pid)
        grew = true
      }
  }
  return [...found]
}

/** CPU seconds that this process and everything below it, ended or not, have used so far; in steps of 0.01. */
export function familySeconds(): number {
  const ours = new Set(family(process.pid))
  return processes()
    .filter((one) => ours.has(one.pid))
    .reduce((sum, one) => sum + one.seconds + one.reaped, 0)
}

function used(): Used {
  return { machine: machineSeconds(), ours: familySeconds(), at: performance.now() }
}

/** Starts watching; the returned function tells the share of both cores that others used meanwhile, 0 to 1. */
export function watchForeign(): () => number {
  const before = used()
  return () => {
    const after = used()
    const seconds = ((after.at - before.at) / 1000) * cpus().length
    return Math.max(0, (after.machine - before.machine - (after.ours - before.ours)) / seconds)
  }
}

/** Memory that some processes really take, in MB: proportional set size, shared pages counted once. */
export function memoryOf(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024
}

/** Prints the machine and the versions a run was made with. */
export function printMachine(): void {
  const model = cpus()[0]?.model ?? 'unknown'
  console.log(
    `machine: ${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.versions.node}`,
  )
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Prints the last line of a run: one JSON object. A run beside too much foreign work is marked invalid. */
export function conclude(
  name: string,
  result: Readonly<Record<string, number | string | boolean>>,
  foreign: number,
): void {
  const valid = foreign <= foreignAtMost
  if (!valid)
    console.log(`Others used ${(foreign * 100).toFixed(0)} % of the machine: this run says nothing. Run it again.`)
  console.log(JSON.stringify({ bench: name, ...result, foreignCpu: Number(foreign.toFixed(3)), valid }))
}
