import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '#kernel'

/** A script of a page as it stands between its tags, and its name in a Content-Security-Policy. */
export type PageScript = { readonly text: string; readonly hash: string }

/** Every script there is, by its file in `browser/`. */
const pageScripts = ['recount', 'passkey', 'autosave'] as const
export type PageScriptName = (typeof pageScripts)[number]

const bundled = (name: PageScriptName): URL => new URL(`./browser/${name}.js`, import.meta.url)
const source = (name: PageScriptName): URL => new URL(`./browser/${name}.ts`, import.meta.url)

/** Makes a script from its source: one file, nothing of Node's in it. Needs esbuild, which only a clone has. */
async function bundle(name: PageScriptName): Promise<string> {
  const { build } = await import('esbuild')
  const made = await build({
    entryPoints: [fileURLToPath(source(name))],
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
  if (text === '' || /node:/.test(text)) throw new Fault('internal', `The script ${name} needs something of Node’s.`)
  return text
}

/** Writes every script into the folder of the built web room, so that the package needs no bundler. */
export async function writePageScripts(webRoom: string): Promise<void> {
  await mkdir(join(webRoom, 'browser'), { recursive: true })
  for (const name of pageScripts) await writeFile(join(webRoom, 'browser', `${name}.js`), await bundle(name))
}

/** A script: as the package brings it, else bundled now from its source. Slow the first time: see {@link keptScript}. */
export async function pageScript(name: PageScriptName): Promise<PageScript> {
  const text = await readFile(bundled(name), 'utf8').catch(() => bundle(name))
  return { text, hash: createHash('sha256').update(text).digest('base64') }
}

/** A script that is made at the first visit and kept; made again at the next one when that failed. */
export function keptScript(name: PageScriptName): () => Promise<PageScript> {
  let kept: Promise<PageScript> | undefined
  return () => {
    kept ??= pageScript(name).catch((error: unknown) => {
      kept = undefined
      throw error
    })
    return kept
  }
}
