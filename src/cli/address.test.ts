import { expect, test } from 'vitest'
import { plantTree } from '../../test/kit/tree.ts'
import { noteAddress, notedAddress } from './address.ts'

test('commands beside a server know where it answers, and know nothing once it has stopped', async () => {
  const folder = plantTree({})
  expect(await notedAddress(folder)).toBeUndefined()
  const address = { url: 'https://letters.example', isPublic: true }
  const takeBack = await noteAddress(folder, address)
  expect(await notedAddress(folder)).toEqual(address)
  await takeBack()
  expect(await notedAddress(folder)).toBeUndefined()
})
