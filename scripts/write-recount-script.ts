// Run by scripts/build.js: writes the one script for browsers into dist, in one piece, so that the package has no bundler.
import { join, resolve } from 'node:path'
import { writeRecountScript } from '../src/web/recount-script.ts'

await writeRecountScript(join(resolve(import.meta.dirname, '..'), 'dist', 'web'))
