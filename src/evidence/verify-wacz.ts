import { longestContent } from './decode.ts'
import { readRecord } from './read-warc.ts'
import { digestOf, type IndexLine } from './warc.ts'
import { manifestDigest, pageOf, paths, readIndex, writeIndex } from './wacz.ts'
import { readZip, type ZipFile } from './zip.ts'

/**
 * Looks whether an archive of ours is what it was: to the byte one that we would write, each file the one that the
 * manifest names, each record the one that its digests and the index name. Whoever makes all of that anew makes another
 * archive: only its hash, kept elsewhere, tells.
 * @param hash SHA-256 of the file as it was kept, 64 hexadecimal digits.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function verifyWacz(archive: Uint8Array, hash?: string): Promise<readonly string[]> {
  const problems =
    hash !== undefined && digestOf(archive) !== `sha256:${hash}` ? ['It is not the file that was kept.'] : []
  const files = readZip(archive)
  if (!files) return [...problems, 'It is not an archive as we write them.']
  const file = (path: string) => files.find((one) => one.path === path)?.bytes ?? Buffer.alloc(0)
  const text = (path: string) => new TextDecoder().decode(file(path))
  const isManifest = manifestDigest(file(paths.manifest)) === text(paths.digest)
  const index = readIndex(text(paths.index)) ?? []
  const page = pageOf(text(paths.pages))
  return [
    ...problems,
    ...(isManifest ? [] : ['Its manifest is not the one that was fixed.']),
    ...checkResources(text(paths.manifest), files),
    ...(writeIndex(index) === text(paths.index) ? [] : ['Its index is not one that we write.']),
    ...(index.some(({ url }) => url === page) ? [] : ['The page it is of is not in it.']),
    ...(await checkRecords(file(paths.warc), index)),
  ]
}

type Manifest = {
  readonly resources?: readonly { readonly path?: unknown; readonly hash?: unknown; readonly bytes?: unknown }[]
}

function checkResources(manifest: string, files: readonly ZipFile[]): readonly string[] {
  const told = new Map((readManifest(manifest).resources ?? []).map((one) => [one.path, one]))
  const listed = files.filter(({ path }) => path !== paths.manifest && path !== paths.digest)
  const wrong = listed.filter(({ path, bytes }) => {
    const one = told.get(path)
    return one?.hash !== digestOf(bytes) || one.bytes !== bytes.length
  })
  const expected: readonly string[] = [paths.warc, paths.index, paths.pages]
  const isComplete = listed.length === expected.length && expected.every((path) => told.has(path)) && told.size === 3
  return [
    ...wrong.map(({ path }) => `${path} is not the file that the manifest names.`),
    ...(isComplete ? [] : ['Its files are not those that the manifest names.']),
  ]
}

function readManifest(text: string): Manifest {
  try {
    return JSON.parse(text) as Manifest
  } catch {
    return {}
  }
}

async function checkRecords(warc: Uint8Array, index: readonly IndexLine[]): Promise<readonly string[]> {
  const problems: string[] = []
  for (const line of index) {
    const packed = warc.subarray(line.offset, line.offset + line.length)
    const record = await readRecord(packed, longestContent)
    const isNamed =
      digestOf(packed) === line.recordDigest &&
      record?.url === line.url &&
      record.status === line.status &&
      record.at.getTime() === line.at.getTime() &&
      digestOf(record.payload) === line.digest
    if (!record?.isWhole || !isNamed) problems.push(`The record of ${line.url} is not the one that was archived.`)
  }
  return problems
}
