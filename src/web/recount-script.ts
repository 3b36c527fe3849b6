import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '#kernel'

/** The one script of the public pages, as it stands between its tags, and its name in a Content-Security-Policy. */
export type PageScript = { readonly text: string; readonly hash: string }

const bundled = new URL('./browser/recount.js', import.meta.url)
const source = new URL('./browser/recount.ts', import.meta.url)

/** Makes the script from its source: one file, nothing of Node's in it. Needs esbuild, which only a clone has. */
async function bundle(): Promise<string> {
  const { build } = await import('esbuild')
  const made = await build({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: true,
    conditions: ['source'],
    // Rooms that also serve Node import it; what of them ends up here must not, and is checked below.
    external: ['node:*'],
    logLevel: 'silent',
  })
  const text = made.outputFiles[0]?.text.trim() ?? ''
  if (text === '' || /node:/.test(text)) throw new Fault('internal', 'The recount script needs something of Node’s.')
  return text
}

/** Writes the script into the folder of the built web room, so that the package needs no bundler. */
export async function writeRecountScript(webRoom: string): Promise<void> {
  await mkdir(join(webRoom, 'browser'), { recursive: true })
  await writeFile(join(webRoom, 'browser', 'recount.js'), await bundle())
}

/** The script: as the package brings it, else bundled now from its source. Slow the first time; the caller keeps it. */
export async function recountScript(): Promise<PageScript> {
  const text = await readFile(bundled, 'utf8').catch(bundle)
  return { text, hash: createHash('sha256').update(text).digest('base64') }
}
