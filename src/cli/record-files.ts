import { readFile, stat } from 'node:fs/promises'
import { dirname, extname, isAbsolute, join, normalize, sep } from 'node:path'
import type { GivenFile, RecordFile } from '#responses'

const mostBytes = 10_000_000

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
}

/** The files that a record file names, by these names, or why one of them cannot be had. They stand in its folder or below. */
export async function filesOf(recordPath: string, file: RecordFile): Promise<ReadonlyMap<string, GivenFile> | string> {
  const names = [...file.sources, ...file.replies].flatMap((one) => (one.file === undefined ? [] : [one.file]))
  const files = new Map<string, GivenFile>()
  for (const name of new Set(names)) {
    const path = normalize(name)
    if (isAbsolute(path) || path.split(sep).includes('..')) return `“${name}” is not in the folder of the record file.`
    const given = await readGiven(join(dirname(recordPath), path), name)
    if (typeof given === 'string') return given
    files.set(name, given)
  }
  return files
}

async function readGiven(path: string, name: string): Promise<GivenFile | string> {
  try {
    if ((await stat(path)).size > mostBytes) return `“${name}” is larger than ${mostBytes / 1_000_000} MB.`
    const bytes = await readFile(path)
    return { name, bytes, mediaType: mediaTypes[extname(path).toLowerCase()] ?? 'application/octet-stream' }
  } catch {
    return `“${name}” cannot be read.`
  }
}
