// Run by "npm run ok": installs what is missing, then runs every gate (scripts/gates.ts) on the pinned Node.
import { join } from 'node:path'
import { handOver } from '../bin/pinned-node.js'
import { environment, installed, root } from './install.js'

const node = await installed()
const options = { cwd: root, env: environment(), asks: false }
process.exitCode = await handOver(node, [join(root, 'scripts', 'gates.ts'), ...process.argv.slice(2)], options)
