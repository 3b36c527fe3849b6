import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { Fault } from '#kernel'
import type { LetterFonts } from './fonts.ts'

/** A folder that does not exist: Typst confines reading to it, so a template can read its data and nothing else. */
const workspace = '/undersigned-typeset'

/** A template, the JSON files it reads (by name, at `/`), and the fonts to set it in. */
type Job = {
  readonly template: string
  readonly files: Readonly<Record<string, unknown>>
  readonly fonts: LetterFonts
}

/**
 * Compiles a template and hands the document to `take`.
 * The native document is freed only when the event loop turns: a caller that prints many in a row lets it turn between
 * two (measured: 4 MB kept for each of 100 letters in one synchronous loop, none with a turn between them).
 * @throws Fault `typeset-failed` on any error, and on any warning: an unknown font is only a warning to Typst.
 */
export function press<T>(
  { template, files, fonts }: Job,
  take: (compiler: NodeCompiler, document: NodeTypstDocument) => T,
): T {
  const fontBlobs = [...fonts.serif, ...fonts.sans].map((bytes) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  )
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] })
  for (const [name, data] of Object.entries(files))
    compiler.mapShadow(`${workspace}/${name}`, Buffer.from(JSON.stringify(data)))
  try {
    const compiled = compiler.compile({ mainFileContent: template })
    const trouble = compiled.takeError() ?? compiled.takeWarnings()
    if (trouble || !compiled.result)
      throw new Fault('typeset-failed', 'the page could not be set', { cause: causeOf(trouble?.shortDiagnostics) })
    return take(compiler, compiled.result)
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault('typeset-failed', 'the page could not be written', { cause })
  } finally {
    // Typst keeps every layout it ever made in one cache for the process; keeping some of it saved no measurable time.
    compiler.evictCache(0)
  }
}

function causeOf(diagnostics: unknown): Error {
  return new Error(JSON.stringify(diagnostics ?? 'no document'))
}
