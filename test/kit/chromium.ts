import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

/** A Chromium that answers on this machine, with what its process needs in the environment. */
export type Chromium = { readonly executable: string; readonly environment: Readonly<Record<string, string>> }

const root = resolve(import.meta.dirname, '../..')
const names = ['chromium', 'chromium-browser']

/** Debian's `chromium` where it is installed, else the one the npm package ships, unpacked once per version. */
export async function findChromium(): Promise<Chromium> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const executable = join(folder, name)
      if (existsSync(executable) && answers({ executable, environment: {} })) return { executable, environment: {} }
    }
  }
  return await unpackedChromium()
}

async function unpackedChromium(): Promise<Chromium> {
  const name = `chromium-${packageVersion()}`
  const beside = join(cache, name)
  const folder = existsSync(beside) ? beside : join(writableFolder(), name)
  if (!existsSync(folder)) await unpack(folder)
  const executable = join(folder, 'chromium')
  // The package also ships the system libraries of a bare machine; they are a second choice because
  // a machine's own libraries fit its fonts and certificates.
  const fonts = { FONTCONFIG_PATH: join(folder, 'fonts') }
  const own = existsSync('/etc/fonts/fonts.conf') ? {} : fonts
  const plain: Chromium = { executable, environment: own }
  if (answers(plain)) return plain
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter((path) => path !== '')
  const complete: Chromium = { executable, environment: { ...own, LD_LIBRARY_PATH: libraries.join(delimiter) } }
  if (answers(complete)) return complete
  throw new Error(`Chromium does not start on this machine (${executable}). Install your system's "chromium" package.`)
}

/** Unpacks beside the goal and renames, so that two test runs at once never see half a browser. */
async function unpack(folder: string): Promise<void> {
  const staging = mkdtempSync(`${folder}-`)
  const before = process.env['TMPDIR']
  // The package unpacks into the system's temporary folder, shared by every user of the machine; we lend it ours.
  process.env['TMPDIR'] = staging
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium')
    await packed.executablePath()
    await inflate(join(packageFolder, 'bin', 'al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  try {
    // An ordinary account may run the tests of a clone that root set up.
    chmodSync(staging, 0o755)
    chmodSync(join(staging, 'chromium'), 0o755)
    renameSync(staging, folder)
  } catch (cause) {
    rmSync(staging, { recursive: true, force: true })
    if (!existsSync(folder)) throw cause
  }
}

const cache = join(root, 'node_modules', '.cache')
const packageFolder = join(root, 'node_modules', '@sparticuz', 'chromium')

function packageVersion(): string {
  const described: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  if (typeof described === 'object' && described !== null && 'version' in described) return String(described.version)
  throw new Error('The Chromium package has no version.')
}

/** Beside the packages it belongs to; where that is read-only, a folder that only this user can write. */
function writableFolder(): string {
  try {
    mkdirSync(cache, { recursive: true })
    accessSync(cache, constants.W_OK)
    return cache
  } catch {
    const own = join(tmpdir(), `undersigned-${userInfo().username}`)
    mkdirSync(own, { recursive: true, mode: 0o700 })
    return own
  }
}

function answers({ executable, environment }: Chromium): boolean {
  const asked = spawnSync(executable, ['--version'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    timeout: 60_000,
  })
  return asked.status === 0 && /chrom/i.test(asked.stdout)
}

if (import.meta.main) {
  const found = await findChromium()
  const own = found.environment['LD_LIBRARY_PATH'] === undefined ? '' : ', with the libraries it brings along'
  process.stderr.write(`browser: ${found.executable}${own}\n`)
}
