// Run by scripts/build.js: writes the scripts for browsers into dist, each in one piece, so that the package has no bundler.
import { join, resolve } from 'node:path'
import { writePageScripts } from '../src/web/page-script.ts'

await writePageScripts(join(resolve(import.meta.dirname, '..'), 'dist', 'web'))
