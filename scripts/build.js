// Run by npm before packing: makes dist from src, so that the package runs on a Node that reads JavaScript only.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { environment, installed, root, stop } from './install.js'

const node = await installed()
const [src, dist] = [join(root, 'src'), join(root, 'dist')]
rmSync(dist, { recursive: true, force: true })
const compiler = [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.json')]
const compiled = spawnSync(node, compiler, { cwd: root, env: environment(), stdio: 'inherit' })
if (compiled.status !== 0) stop('The source does not compile; see above.')
// Whatever else the rooms keep beside their code, they find at the same place in dist.
cpSync(src, dist, {
  recursive: true,
  filter: (path) => statSync(path).isDirectory() || !/\.(?:ts|md)$|tsconfig\.json$/.test(path),
})
const bundler = ['--conditions=source', join(root, 'scripts', 'write-page-scripts.ts')]
const wrote = spawnSync(node, bundler, { cwd: root, env: environment(), stdio: 'inherit' })
if (wrote.status !== 0) stop('The scripts for browsers could not be bundled.')
if (!existsSync(join(dist, 'main.js'))) stop('The source has no main.ts.')
