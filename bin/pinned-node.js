// Plain JavaScript without a dependency: this runs on whatever Node a machine has, before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'

/** The oldest Node the program itself runs on; older ones only start the pinned one. */
export const oldestNode = 24

/** Whether this very process is new enough to run the program. */
export function isNewEnough() {
  return Number.parseInt(process.versions.node, 10) >= oldestNode
}

/**
 * The Node that a clone pins as a development dependency.
 * @param {string} root the project's folder
 * @returns {string | undefined} its executable, or `undefined` when it is not installed
 */
export function pinnedNode(root) {
  const windows = process.platform === 'win32'
  const modules = join(root, 'node_modules')
  const names = ['node', 'node-bin'].map((name) => `${name}-${windows ? 'win' : process.platform}-${process.arch}`)
  const folders = names.flatMap((name) => [join(modules, name), join(modules, 'pinned-node', 'node_modules', name)])
  return folders.map((folder) => join(folder, 'bin', windows ? 'node.exe' : 'node')).find((path) => existsSync(path))
}

/**
 * Runs a program in this one's place: same terminal, every wish to stop handed on once, same exit code.
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, asks?: boolean }} [options] `asks`: whether it may read the terminal
 * @returns {Promise<number>} the exit code; 128 + n when signal n ended it
 */
export function handOver(executable, args, { asks = true, ...options } = {}) {
  // A signal often comes twice: the terminal, `timeout` and npm each tell the whole process group and the parent.
  // In a group of its own the child hears only us. A program that reads the terminal cannot leave its group;
  // there the terminal itself delivers Ctrl-C, and we must stay silent.
  const apart = !(asks && process.stdin.isTTY) && process.platform !== 'win32'
  return new Promise((resolve, reject) => {
    const child = spawn(executable, args, { stdio: 'inherit', ...options, detached: apart })
    let lastWish = 0
    /** @param {NodeJS.Signals} signal */
    const wish = (signal) => {
      if (Date.now() - lastWish < 1000) return
      lastWish = Date.now()
      if (apart || signal !== 'SIGINT') child.kill(signal)
    }
    const interrupt = () => wish('SIGINT')
    const terminate = () => wish('SIGTERM')
    // A closed terminal is a wish to stop cleanly as well.
    process.on('SIGINT', interrupt).on('SIGTERM', terminate).on('SIGHUP', terminate)
    const tidy = () => process.off('SIGINT', interrupt).off('SIGTERM', terminate).off('SIGHUP', terminate)
    child.on('error', (error) => {
      tidy()
      reject(error)
    })
    child.on('close', (code, signal) => {
      tidy()
      resolve(code ?? 128 + (signal === null ? 0 : (constants.signals[signal] ?? 0)))
    })
  })
}
