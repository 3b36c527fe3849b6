import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { Fault } from '#kernel'
import type { LetterFonts } from './fonts.ts'
import type { OtherFont } from './other-fonts.ts'

/** A folder that does not exist: Typst confines reading to it, so a template can read its data and nothing else. */
const workspace = '/undersigned-typeset'

/** A template, the files it reads (by name, at `/`; bytes as they are, anything else as JSON) and the families it is set in beside the first two. */
type Job = {
  readonly template: string
  readonly files: Readonly<Record<string, unknown>>
  readonly families: readonly OtherFont[]
}

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

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/**
 * Opens a press. It keeps the compiler: opening one reads all the fonts, for longer than a short letter takes to set.
 * Beside the one for the first two families it keeps the one that was used last: the editions of a letter are mostly
 * in one script, and a compiler with Chinese holds 45 MB.
 */
export function openPress({ serif, sans }: LetterFonts): Press {
  const first = [...serif, ...sans].map(bufferOf)
  const open = (families: readonly OtherFont[]): NodeCompiler => {
    const fontBlobs = [...first, ...families.flatMap((font) => font.open().map(bufferOf))]
    return NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] })
  }
  const plain = open([])
  let last = { families: '', compiler: plain }
  const compilerFor = (families: readonly OtherFont[]): NodeCompiler => {
    if (families.length === 0) return plain
    const names = families.map(({ family }) => family).join('\n')
    if (last.families !== names) last = { families: names, compiler: open(families) }
    return last.compiler
  }
  return {
    set: ({ template, files, families }, take) => {
      const compiler = compilerFor(families)
      const paths = Object.entries(files).map(([name, data]) => {
        const path = `${workspace}/${name}`
        compiler.mapShadow(path, data instanceof Uint8Array ? bufferOf(data) : Buffer.from(JSON.stringify(data)))
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
