import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { Fault } from '#kernel'
import type { LetterFonts } from './fonts.ts'

/** A folder that does not exist: Typst confines reading to it, so a template can read its data and nothing else. */
const workspace = '/undersigned-typeset'

/** A template and the JSON files it reads (by name, at `/`). */
type Job = { readonly template: string; readonly files: Readonly<Record<string, unknown>> }

/** Sets one job after the other in the same fonts. */
export type Press = {
  /**
   * Compiles a template and hands the document to `take`.
   * The native document is freed only when the event loop turns: a caller that prints many in a row lets it turn between
   * two (measured: 4 MB kept for each of 100 letters in one synchronous loop, none with a turn between them).
   * @throws Fault `typeset-failed` on any error, and on any warning: an unknown font is only a warning to Typst.
   */
  readonly set: <T>(job: Job, take: (compiler: NodeCompiler, document: NodeTypstDocument) => T) => T
}

/** Opens a press. It keeps the compiler: opening one reads all the fonts, for longer than a short letter takes to set. */
export function openPress({ serif, sans }: LetterFonts): Press {
  const fontBlobs = [...serif, ...sans].map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] })
  return {
    set: ({ template, files }, take) => {
      const paths = Object.entries(files).map(([name, data]) => {
        const path = `${workspace}/${name}`
        compiler.mapShadow(path, Buffer.from(JSON.stringify(data)))
        return path
      })
      try {
        return take(compiler, compile(compiler, template))
      } catch (cause) {
        if (cause instanceof Fault) throw cause
        throw new Fault('typeset-failed', 'the page could not be written', { cause })
      } finally {
        // Nothing of one letter is left for the next.
        for (const path of paths) compiler.unmapShadow(path)
        // Typst keeps every layout it ever made in one cache for the process; keeping some of it saved no measurable time.
        compiler.evictCache(0)
      }
    },
  }
}

function compile(compiler: NodeCompiler, template: string): NodeTypstDocument {
  const compiled = compiler.compile({ mainFileContent: template })
  const trouble = compiled.takeError() ?? compiled.takeWarnings()
  if (!trouble && compiled.result) return compiled.result
  throw new Fault('typeset-failed', 'the page could not be set', { cause: causeOf(trouble?.shortDiagnostics) })
}

function causeOf(diagnostics: unknown): Error {
  return new Error(JSON.stringify(diagnostics ?? 'no document'))
}
