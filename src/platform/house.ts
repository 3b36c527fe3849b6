import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Fault } from '#kernel'

/**
 * The absolute path of a file that ships with the house (migrations, examples), in a clone and in an installed
 * package alike: the nearest folder above this code that has a package.json.
 */
export function fileOfHouse(path: string): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Fault('internal', 'the folder of the house cannot be found')
    folder = above
  }
  return join(folder, path)
}
