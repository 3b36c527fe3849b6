import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { count, runAsProgram, textOf, type Findings } from './kit/gate.ts'
import { isRecord } from './kit/rooms.ts'

const file = 'package-lock.json'
type Entry = Readonly<Record<string, unknown>>
type Missing = { readonly name: string; readonly version: string; readonly dev: boolean }

/**
 * The lock gate: a clean clone can be installed by `npm ci` on every system. npm leaves the packages of other systems
 * out of the lockfile when they are not at hand, and then refuses its own lockfile elsewhere.
 */
export function checkLock(root: string): Findings {
  const packages = readPackages(root)
  const wrong = [
    ...missingFrom(packages).map(
      ({ name, version }) =>
        `${file}: lacks ${name}@${version}, which other systems need; run: npm run ok -- lock --complete`,
    ),
    ...[...packages].flatMap(([path, entry]) => checkEntry(path, entry)),
  ]
  return { saw: packages.size, what: count(packages.size, 'package'), wrong }
}

function checkEntry(path: string, entry: Entry): readonly string[] {
  if (!path.includes('node_modules/') || entry['link'] === true) return []
  return [
    ...(typeof entry['resolved'] === 'string'
      ? [`${file}: ${path} names where it was fetched from; npm's settings choose that`]
      : []),
    ...(entry['integrity'] === undefined && entry['os'] === undefined ? [`${file}: ${path} has no integrity`] : []),
  ]
}

/** Adds what `checkLock` misses: the version that is asked for, and the systems it is for. Without integrity, which only npm knows. */
export function completeLock(root: string): number {
  const packages = readPackages(root)
  const missing = missingFrom(packages)
  const added = missing.map(
    ({ name, version, dev }) =>
      [`node_modules/${name}`, { version, ...(dev ? { dev } : {}), optional: true, ...systemOf(name) }] as const,
  )
  const all = [...packages, ...added].sort(([a], [b]) => a.localeCompare(b, 'en'))
  const lock: unknown = JSON.parse(textOf(join(root, file)) ?? '{}')
  if (missing.length > 0 && isRecord(lock))
    writeFileSync(join(root, file), `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, undefined, 2)}\n`)
  return missing.length
}

function missingFrom(packages: ReadonlyMap<string, Entry>): readonly Missing[] {
  const missing = [...packages].flatMap(([path, entry]) => {
    const optional = Object.entries(isRecord(entry['optionalDependencies']) ? entry['optionalDependencies'] : {})
    const absent = optional.filter(
      ([name]) => !packages.has(`${path}/node_modules/${name}`) && !packages.has(`node_modules/${name}`),
    )
    return absent.map(([name, version]) => ({ name, version: String(version), dev: entry['dev'] === true }))
  })
  return missing.filter(({ name }, index) => missing.findIndex((one) => one.name === name) === index)
}

/** The systems a package with a binary is for, as such packages tell it in their names. */
function systemOf(name: string): Entry {
  const [, os, cpu, abi = ''] =
    /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(.+))?$/.exec(name) ??
    []
  if (os === undefined || cpu === undefined) return {}
  const libc = os !== 'linux' ? undefined : abi.includes('musl') ? 'musl' : abi.includes('gnu') ? 'glibc' : undefined
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) }
}

function readPackages(root: string): ReadonlyMap<string, Entry> {
  const lock: unknown = JSON.parse(textOf(join(root, file)) ?? '{}')
  const packages = isRecord(lock) && isRecord(lock['packages']) ? lock['packages'] : {}
  return new Map(Object.entries(packages).flatMap(([path, entry]) => (isRecord(entry) ? [[path, entry] as const] : [])))
}

if (import.meta.main) runAsProgram(checkLock)
