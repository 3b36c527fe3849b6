import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { growTree, plantTree } from '../kit/tree.ts'

const project = resolve(import.meta.dirname, '../..')

const main = `
import { version } from 'dep'
console.log(JSON.stringify({ args: process.argv.slice(2), node: process.versions.node, version, cwd: process.cwd() }))
if (process.argv.includes('--wait')) {
  let wishes = 0
  const wish = (signal: string) => {
    wishes += 1
    console.log('heard ' + signal)
    // Long enough that a second one would still be heard.
    setTimeout(() => { console.log('wishes ' + wishes); process.exit(7) }, 300)
  }
  process.on('SIGINT', wish).on('SIGTERM', wish)
  setInterval(() => {}, 1000)
  console.log('ready ' + process.pid)
}
if (process.argv.includes('--fail')) process.exit(3)
`

/** A project as small as one can be, with the real scripts and the real bin, not yet installed. */
export function plantHouse(): string {
  const root = plantTree({
    'package.json': JSON.stringify({ name: 'a-house', type: 'module', dependencies: { dep: 'file:dep' } }),
    'package-lock.json': JSON.stringify({
      name: 'a-house',
      lockfileVersion: 3,
      packages: {
        '': { name: 'a-house', dependencies: { dep: 'file:dep' } },
        dep: { version: '1.0.0' },
        'node_modules/dep': { resolved: 'dep', link: true },
      },
    }),
    'dep/package.json': JSON.stringify({ name: 'dep', version: '1.0.0', type: 'module', exports: './index.js' }),
    'dep/index.js': `export const version = '1.0.0'\n`,
    'src/main.ts': main,
  })
  cpSync(join(project, 'bin'), join(root, 'bin'), { recursive: true })
  for (const name of ['install.js', 'start.js', 'test.js', 'bench.js', 'follow-parent.js'])
    cpSync(join(project, 'scripts', name), join(root, 'scripts', name))
  return root
}

/** The same, with its packages and the pinned Node where "npm ci" would have put them. */
export function plantInstalledHouse(): string {
  const root = plantHouse()
  growTree(root, {
    'node_modules/.package-lock.json': JSON.stringify({
      packages: { dep: { version: '1.0.0' }, 'node_modules/dep': { resolved: 'dep', link: true } },
    }),
  })
  symlinkSync(join(root, 'dep'), join(root, 'node_modules', 'dep'))
  pinNode(root)
  return root
}

/** Puts the pinned Node of the project into a house. */
function pinNode(root: string): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  const name = `node-${process.platform}-${process.arch}`
  symlinkSync(join(project, 'node_modules', name), join(root, 'node_modules', name))
}
