#!/usr/bin/env node
// Plain JavaScript that every Node since 20 can read: it only finds the Node and the code to run.
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { handOver, isNewEnough, oldestNode, pinnedNode } from './pinned-node.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
const source = join(root, 'src', 'main.ts')
const built = join(root, 'dist', 'main.js')

// A clone that was built for packing still has its source, and that is what somebody working in it means to run.
if (existsSync(source)) process.exitCode = await runClone()
else if (!existsSync(built)) process.exitCode = refuse('This copy is incomplete: neither src nor dist is here.')
else if (!isNewEnough()) process.exitCode = refuse(tooOld())
else {
  process.argv[1] = built
  Object.assign(process.env, codeCache())
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
  await import(pathToFileURL(built).href)
}

async function runClone() {
  if (!existsSync(join(root, 'node_modules')))
    return refuse(`This clone is not installed yet. Run "npm start" once in ${root}, or "npm ci --ignore-scripts".`)
  const node = pinnedNode(root) ?? (isNewEnough() ? process.execPath : undefined)
  if (node === undefined) return refuse(tooOld())
  // Killed outright, this process cannot tell the one it started; that one looks for itself.
  const follow = pathToFileURL(join(root, 'scripts', 'follow-parent.js')).href
  // One clone, one data folder, from wherever a command is typed.
  const env = { DATA_DIR: join(root, 'data'), ...process.env, ...codeCache() }
  return await handOver(node, [`--import=${follow}`, '--conditions=source', source, ...args], { env })
}

function tooOld() {
  return `Undersigned needs Node ${oldestNode} or newer; this is Node ${process.versions.node}: install a newer one from nodejs.org (a clone brings its own).`
}

/** Half of a short command's time is reading its own code: kept beside the packages, never where others can write. */
function codeCache() {
  const folder = join(root, 'node_modules', '.cache', 'compile')
  return process.env.NODE_COMPILE_CACHE === undefined ? { NODE_COMPILE_CACHE: folder } : {}
}

/** @param {string} sentence what is wrong and what to do */
function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  return 2
}
