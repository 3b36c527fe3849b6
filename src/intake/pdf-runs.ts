import type { PDFDocumentProxy, PDFPageProxy, TextContent, TextItem } from 'pdfjs-dist/types/src/display/api.js'
import { faceOf } from './pdf-faces.ts'
import type { PdfFace, PdfLinkArea, PdfPage, PdfRun } from './pdf-page.ts'

/** More runs than this on one page are no letter. */
const mostRuns = 50_000

/** Reads all pages of an open PDF; pages that are broken are told apart, not read. */
export async function pagesOf(
  document: PDFDocumentProxy,
): Promise<{ readonly pages: readonly PdfPage[]; readonly broken: readonly number[] }> {
  const pages: PdfPage[] = []
  const broken: number[] = []
  const faces = new Map<string, PdfFace>()
  for (let number = 0; number < document.numPages; number += 1) {
    try {
      const page = await document.getPage(number + 1)
      pages.push(await readPage(page, number, faces))
      // What pdf.js keeps of a page is as large as the page; nobody asks for it again.
      page.cleanup()
    } catch {
      broken.push(number)
    }
  }
  return { pages: pages.map(readsLeftwards(pages) ? mirror : (page) => page), broken }
}

function readsLeftwards(pages: readonly PdfPage[]): boolean {
  let letters = 0
  for (const { runs } of pages) for (const run of runs) letters += run.rightToLeft ? run.text.length : -run.text.length
  return letters > 0
}

const mirror = (page: PdfPage): PdfPage => ({
  ...page,
  mirrored: true,
  runs: page.runs.map((run) => ({ ...run, x: page.width - run.x - run.width })),
  links: page.links.map((link) => ({ ...link, left: page.width - link.right, right: page.width - link.left })),
})

async function readPage(page: PDFPageProxy, number: number, faces: Map<string, PdfFace>): Promise<PdfPage> {
  const content = await page.getTextContent({ disableNormalization: true })
  await learnFaces(page, content, faces)
  const view = page.getViewport({ scale: 1 })
  const items = content.items.filter((item) => 'str' in item).slice(0, mostRuns)
  const runs = upright(
    items.flatMap((item) => runOf(item, view.transform, faces)),
    view,
  )
  return { number, mirrored: false, ...runs, links: await linksOf(page, view.transform) }
}

/** The name of a typeface is known only once the page's drawing was read: done for pages that bring new ones. */
async function learnFaces(page: PDFPageProxy, content: TextContent, faces: Map<string, PdfFace>): Promise<void> {
  const fresh = Object.keys(content.styles).filter((id) => !faces.has(id))
  if (fresh.length === 0) return
  const names = await page.getOperatorList().then(
    () => fresh.map((id) => nameOfFont(page, id)),
    () => fresh.map(() => ''),
  )
  for (const [at, id] of fresh.entries()) faces.set(id, faceOf(id, names[at] ?? ''))
}

function nameOfFont(page: PDFPageProxy, id: string): string {
  if (!page.commonObjs.has(id)) return ''
  const font: unknown = page.commonObjs.get(id)
  return typeof font === 'object' && font !== null && 'name' in font && typeof font.name === 'string' ? font.name : ''
}

type TurnedRun = PdfRun & { readonly turn: 0 | 1 | 2 | 3 | undefined }
type Matrix = readonly number[]

function runOf(item: TextItem, view: Matrix, faces: ReadonlyMap<string, PdfFace>): readonly TurnedRun[] {
  const text = cleaned(item.str)
  const matrix = multiplied(view, item.transform)
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = matrix
  const size = Math.hypot(c, d)
  if (text === '' || ![a, b, c, d, x, y, item.width].every(Number.isFinite) || size < 1 || size > 400) return []
  const face = faces.get(item.fontName) ?? faceOf(item.fontName, '')
  return [{ text, x, y, width: Math.abs(item.width), size, face, rightToLeft: item.dir === 'rtl', turn: turnOf(a, b) }]
}

/** Quarter turns of the writing direction; slanting text (a watermark) has none. */
function turnOf(a: number, b: number): 0 | 1 | 2 | 3 | undefined {
  const long = Math.hypot(a, b)
  if (Math.abs(b) < long * 0.03) return a >= 0 ? 0 : 2
  if (Math.abs(a) < long * 0.03) return b >= 0 ? 1 : 3
  return undefined
}

/** Page in the direction that most of its letters are written in; what is written otherwise stands beside the text. */
function upright(
  runs: readonly TurnedRun[],
  { width, height }: { readonly width: number; readonly height: number },
): { readonly runs: readonly PdfRun[]; readonly width: number; readonly height: number } {
  const letters = [0, 0, 0, 0]
  for (const { turn, text } of runs) if (turn !== undefined) letters[turn] = (letters[turn] ?? 0) + text.length
  const most = letters.indexOf(Math.max(...letters))
  const kept = runs.filter(({ turn }) => turn === most)
  const turned = (run: TurnedRun): PdfRun => {
    if (most === 1) return { ...run, x: run.y, y: width - run.x }
    if (most === 3) return { ...run, x: height - run.y, y: run.x }
    return most === 2 ? { ...run, x: width - run.x, y: height - run.y } : run
  }
  return { runs: kept.map(turned), ...(most % 2 === 1 ? { width: height, height: width } : { width, height }) }
}

/** Ligatures as letters, odd spaces as spaces, nothing invisible but the joiners that some scripts need. */
function cleaned(text: string): string {
  return text
    .replace(/[\uFB00-\uFB06\u0132\u0133]/gu, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\uFB1D-\uFDFF\uFE70-\uFEFE]/gu, (form) => form.normalize('NFKC'))
    .replace(/\s/gu, ' ')
    .replace(/[\p{Cc}\u200B\u2060\uFEFF\uFFFE]/gu, '')
}

function multiplied(outer: Matrix, inner: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer
  const [p = 1, q = 0, r = 0, s = 1, t = 0, u = 0] = inner
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f]
}

async function linksOf(page: PDFPageProxy, view: Matrix): Promise<readonly PdfLinkArea[]> {
  const annotations: readonly unknown[] = await page.getAnnotations().catch(() => [])
  return annotations.flatMap((annotation) => areaOf(annotation, view))
}

function areaOf(annotation: unknown, view: Matrix): readonly PdfLinkArea[] {
  if (typeof annotation !== 'object' || annotation === null) return []
  if (!('subtype' in annotation && annotation.subtype === 'Link' && 'rect' in annotation)) return []
  // Links inside the document (`dest`) lead to its own notes: they are no links of the letter.
  const href = 'url' in annotation ? annotation.url : 'unsafeUrl' in annotation ? annotation.unsafeUrl : undefined
  const rect: unknown = annotation.rect
  if (typeof href !== 'string' || !Array.isArray(rect) || !rect.every((part) => typeof part === 'number')) return []
  const [left, bottom, right, top] = rect
  const [, , , , x1 = 0, y1 = 0] = multiplied(view, [1, 0, 0, 1, left ?? 0, bottom ?? 0])
  const [, , , , x2 = 0, y2 = 0] = multiplied(view, [1, 0, 0, 1, right ?? 0, top ?? 0])
  return [
    {
      left: Math.min(x1, x2),
      right: Math.max(x1, x2),
      top: Math.min(y1, y2),
      bottom: Math.max(y1, y2),
      href: href.slice(0, 4_000),
    },
  ]
}
