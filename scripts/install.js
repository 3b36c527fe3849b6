// Plain JavaScript without a dependency: it runs on Node 20 in a fresh clone.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isNewEnough, oldestNode, pinnedNode } from '../bin/pinned-node.js'

/** The project's folder, wherever the command was given. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.undersigned-lock')

/**
 * Makes `node_modules` what package-lock.json says, or ends the process with a sentence that helps.
 * Costs a few milliseconds when it already is.
 * @returns {Promise<string>} the Node to run the program with
 */
export async function installed() {
  if (!isInstalled()) await withLock(install)
  const node = pinnedNode(root) ?? (isNewEnough() ? process.execPath : undefined)
  if (node !== undefined) return node
  return stop(
    `There is no packaged Node ${oldestNode} for ${process.platform} on ${process.arch}: install Node ${oldestNode} or newer from your system and run this again.`,
  )
}

/** The environment for a program of the house: compiled code is kept between starts where that can be written. */
export function environment() {
  const cache = join(modules, '.cache', 'compile')
  const env = {
    ...process.env,
    PATH: `${join(modules, '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  }
  if (env.NODE_COMPILE_CACHE !== undefined) return env
  try {
    mkdirSync(cache, { recursive: true })
    accessSync(cache, constants.W_OK)
    return { ...env, NODE_COMPILE_CACHE: cache }
  } catch {
    return env
  }
}

/**
 * Ends the process.
 * @param {string} sentence what is wrong and what to do
 * @param {number} [code] the exit code
 * @returns {never}
 */
export function stop(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

function isInstalled() {
  if (!existsSync(modules)) return false
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return true
  if (!matchesLock()) return false
  keepStamp()
  return true
}

/** What the stamp says when the packages fit: the locked versions and the machine they were chosen for. */
function wanted() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`
}

/** Whether somebody else's `npm ci` or `npm install` already put the locked packages here: npm leaves its own list. */
function matchesLock() {
  const locked = packagesIn(join(root, 'package-lock.json'))
  const present = packagesIn(join(modules, '.package-lock.json'))
  if (locked === undefined || present === undefined) return false
  return Object.entries(locked).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true
    const here = present[path]
    if (here === undefined) return entry.optional === true || entry.devOptional === true
    return here.version === entry.version && here.integrity === entry.integrity
  })
}

/** @param {string} file @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }> | undefined} */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function keepStamp() {
  try {
    writeFileSync(stamp, wanted())
  } catch {
    // A read-only clone works; it only compares the two lists again next time.
  }
}

async function install() {
  if (isInstalled()) return
  // "npm ci" empties the folder first; through a link that would be somebody else's.
  if (existsSync(modules) && lstatSync(modules).isSymbolicLink())
    stop(
      'node_modules is a link and does not hold the packages of package-lock.json: remove the link and run this again.',
    )
  const began = Date.now()
  process.stderr.write('Installing the packages of package-lock.json with npm; this happens once …\n')
  const { code, output } = await npmInstall()
  if (code !== 0) stop(`${output.trim()}\n\n${helpFor(output)}`)
  keepStamp()
  process.stderr.write(`Installed in ${Math.round((Date.now() - began) / 1000)} s.\n`)
}

/** @returns {Promise<{ code: number, output: string }>} */
function npmInstall() {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--engine-strict=false']
  // The warning about this machine's Node is no news: the packages bring the Node they run on.
  args.push('--include=dev', '--include=optional', '--loglevel=error')
  const npm = process.env.npm_execpath
  const [program, first] = npm?.endsWith('npm-cli.js') ? [process.execPath, [npm]] : ['npm', []]
  const env = { ...process.env, NODE_ENV: 'development' }
  return new Promise((resolve) => {
    const shell = program === 'npm' && process.platform === 'win32'
    const child = spawn(program, [...first, ...args], { cwd: root, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (text) => void (output += text))
    child.stderr.on('data', (text) => void (output += text))
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** @param {string} output what npm said */
function helpFor(output) {
  if (/EACCES|EPERM|EROFS/.test(output))
    return `The packages could not be written to ${modules}: run this once as somebody who may write there.`
  if (/ENOSPC/.test(output)) return 'The disk is full: the packages need about one gigabyte.'
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output))
    return "npm could not reach its registry: connect to the network (or check npm's proxy settings) and run this again."
  if (/spawn npm ENOENT/.test(output)) return 'npm is not installed: install it beside Node and run this again.'
  return 'npm could not install the packages; its own words are above.'
}

/**
 * One installation at a time: "npm start" in one shell and "npm test" in another must not empty each other's folder.
 * @param {() => Promise<void>} work
 */
async function withLock(work) {
  const name = createHash('sha256').update(`${root} ${process.getuid?.()}`).digest('hex').slice(0, 16)
  const lock = join(tmpdir(), `undersigned-install-${name}`)
  let told = false
  while (!take(lock)) {
    if (!told) process.stderr.write('Another command is installing the packages; waiting for it …\n')
    told = true
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  const release = () => rmSync(lock, { recursive: true, force: true })
  process.once('exit', release)
  await work()
  process.off('exit', release)
  release()
}

/** @param {string} lock a folder; making one succeeds for one process only */
function take(lock) {
  try {
    mkdirSync(lock)
    writeFileSync(join(lock, String(process.pid)), '')
    return true
  } catch (error) {
    if (!isThere(error)) return true
    // Whoever held it may have been killed, between the two lines above even.
    const holder = readdirSync(lock)
      .map(Number)
      .find((pid) => pid > 0)
    const since = Date.now() - lstatSync(lock).mtimeMs
    if (holder === undefined ? since > 5000 : !isAlive(holder)) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

/** @param {unknown} error */
function isThere(error) {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
