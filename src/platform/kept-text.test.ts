import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plantTree } from '../../test/kit/tree.ts'
import { keptText } from './kept-text.ts'

test('a text is kept whole, for this account only, and nothing else is left beside it', async () => {
  const folder = plantTree({})
  const kept = keptText(join(folder, 'data', 'heads.json'))
  expect(await kept.read()).toBeUndefined()
  await kept.write('one')
  await kept.write('two')
  expect(await kept.read()).toBe('two')
  expect(readdirSync(join(folder, 'data'))).toEqual(['heads.json'])
  expect(statSync(join(folder, 'data', 'heads.json')).mode & 0o777).toBe(0o600)
})

test('what cannot be read or written is told, and is not "never written"', async () => {
  const folder = plantTree({ 'a-file': '' })
  await expect(keptText(join(folder, 'a-file', 'x')).read()).rejects.toThrow('ENOTDIR')
  await expect(keptText(join(folder, 'a-file', 'x')).write('one')).rejects.toThrow('EEXIST')
})
