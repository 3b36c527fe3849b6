import { expect, test } from 'vitest'
import { plantTree } from '../../test/kit/tree.ts'
import { noteAddress, notedAddress } from './address.ts'

test('commands beside a server know where it answers, and know nothing once it has stopped', async () => {
  const folder = plantTree({})
  expect(await notedAddress(folder)).toBeUndefined()
  const takeBack = await noteAddress(folder, 'http://127.0.0.1:8090')
  expect(await notedAddress(folder)).toBe('http://127.0.0.1:8090')
  await takeBack()
  expect(await notedAddress(folder)).toBeUndefined()
})
