// Run by "npm start": installs what is missing, then runs the program from its source on the pinned Node.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { handOver } from '../bin/pinned-node.js'
import { environment, installed, root } from './install.js'

// Told to stop, npm ends the shell between it and us, which tells us nothing. Without npm the parent may well leave
// before us on purpose.
if (process.env.npm_lifecycle_event !== undefined) await import('./follow-parent.js')
const node = await installed()
const follow = pathToFileURL(join(root, 'scripts', 'follow-parent.js')).href
const program = [`--import=${follow}`, '--conditions=source', join(root, 'src', 'main.ts'), 'start', '--dev']
const options = { cwd: root, env: environment(), asks: false }
process.exitCode = await handOver(node, [...program, ...process.argv.slice(2)], options)
