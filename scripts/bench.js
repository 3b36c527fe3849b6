// Run by "npm run bench -- NAME": installs what is missing, then runs bench/NAME.ts on the pinned Node.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { handOver } from '../bin/pinned-node.js'
import { environment, installed, root, stop } from './install.js'

const [name, ...rest] = process.argv.slice(2)
const folder = join(root, 'bench')
const names = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
if (name === undefined || !names.includes(name))
  stop(`Say which one: npm run bench -- NAME, where NAME is one of: ${names.join(', ') || '(none yet)'}.`, 2)

const node = await installed()
const options = { cwd: root, env: environment(), asks: false }
process.exitCode = await handOver(node, ['--conditions=source', join(folder, `${name}.ts`), ...rest], options)
