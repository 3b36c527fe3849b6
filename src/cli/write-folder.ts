import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#kernel'
import { folderHelps } from '#publication'
import { isFolderFile, listFolder, readPlainFile } from './folder-files.ts'

const first = 'campaign.yaml'
/** What `campaign.yaml` is called while the rest is being written. */
const unfinished = 'campaign.yaml.unfinished'

/** What writing a campaign folder can come to. */
type WriteOutcome =
  | { readonly kind: 'written' }
  /** Something else stands there, which is left as it is. */
  | { readonly kind: 'occupied'; readonly sentence: string }

/**
 * Writes the files of a campaign into a folder that is new, empty, or holds an earlier export of the same campaign
 * (`campaign` tells by the text of its `campaign.yaml`). Files of the format that are no longer there are removed;
 * others (a README, `.git`) are left alone. `campaign.yaml` comes last, so that a killed export never looks complete.
 */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
  isSame: (campaignYaml: string) => boolean,
): Promise<WriteOutcome> {
  const stray = [...files.keys()].find((path) => !isFolderFile(path) && !folderHelps.has(path))
  if (stray !== undefined) throw new Fault('internal', 'An export would have left its folder.')
  await mkdir(folder, { recursive: true })
  const { paths, problems } = await listFolder(folder)
  if (problems[0] !== undefined) return { kind: 'occupied', sentence: problems[0] }
  const before = await readdir(folder)
  const others = before.filter((name) => name !== '.git' && name !== unfinished)
  if (others.length > 0 && !(await holdsSame(folder, isSame)))
    return { kind: 'occupied', sentence: `${folder} is not empty, and not an earlier export of this campaign.` }
  await writeFresh(join(folder, unfinished), files.get(first) ?? '')
  await rm(join(folder, first), { force: true })
  for (const path of paths) if (!files.has(path)) await removeFile(folder, path)
  for (const [path, text] of files) {
    // A help is ours only where nobody else put one.
    if (path === first || (folderHelps.has(path) && before.includes(path))) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFresh(join(folder, path), text)
  }
  await rename(join(folder, unfinished), join(folder, first))
  return { kind: 'written' }
}

async function holdsSame(folder: string, isSame: (campaignYaml: string) => boolean): Promise<boolean> {
  for (const name of [first, unfinished]) {
    const bytes = await readPlainFile(join(folder, name))
    if (bytes && isSame(new TextDecoder().decode(bytes))) return true
  }
  return false
}

/** Writes a new file, never into what stands there: that could be a link to anywhere. */
async function writeFresh(path: string, text: string): Promise<void> {
  await rm(path, { force: true })
  await writeFile(path, text, { flag: 'wx' })
}

/** Removes a file, and the folders of the format that are empty then. */
async function removeFile(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true })
  for (let above = dirname(path); above !== '.' && above !== 'letters'; above = dirname(above))
    await rmdir(join(folder, above)).catch(() => undefined)
}
