import { expect, test } from 'vitest'
import { nameRegister } from './name-register.ts'

test('a name is found by any spelling of it', () => {
  const register = nameRegister([['The Hollis Green Institute', 1]])
  for (const spelling of ['the hollis green institute', 'Hollis Green Institute', 'The Hollis-Green Institute'])
    expect(register.find(spelling), spelling).toBe(1)
})

test('a name that only looks like another is another: two legal forms are two bodies', () => {
  const register = nameRegister([['Nordlicht GmbH', 1]])
  expect(register.find('Nordlicht AG')).toBeUndefined()
  register.keep('Nordlicht AG', 2)
  expect([register.find('Nordlicht GmbH'), register.find('NORDLICHT AG')]).toEqual([1, 2])
  expect(register.entries()).toEqual([1, 2])
})

test('what is kept under another spelling replaces what was there, in its place', () => {
  const register = nameRegister([
    ['A Lit Window', 1],
    ['Foundry Row', 2],
  ])
  register.keep('A lit window', 3)
  expect(register.entries()).toEqual([3, 2])
})
