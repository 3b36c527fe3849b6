import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guardedFolder } from '../kit/guarded-folder.ts'
import { freePort, runCommand, startHouse, type House } from '../kit/house.ts'
import { until } from '../kit/walk.ts'

const data = guardedFolder()
const example = join(import.meta.dirname, '../../examples/three-letters/letters.txt')
let house: House
let port: number

beforeAll(async () => {
  port = await freePort()
  house = await startHouse(data.path, port)
}, 120_000)
afterAll(async () => {
  await house?.close()
  await data.remove()
})

test('a server that nobody touches declares the texts of a letter in its log when the embargo ends', async () => {
  const command = (...args: readonly string[]) => runCommand(data.path, port, ...args)
  await command('import', example, '--yes')
  let [campaign, letter] = ['', '']
  await until('the home page shows the letter', async () => {
    const home = await (await fetch(house.url)).text()
    ;[, campaign = '', letter = ''] = /href="\/c\/([^"/]+)\/([^"/]+)"/.exec(home) ?? []
    return letter !== ''
  })
  const ends = `${new Date(Date.now() + 12_000).toISOString().slice(0, 19)}Z`
  await command('state', `${campaign}/${letter}`, 'embargoed', '--until', ends)
  await command('signing', campaign, '--controller', 'Example Coalition', '--contact', 'privacy@coalition.example')
  const checkpoint = () => fetch(`${house.url}/log/${campaign}/checkpoint`)
  expect((await checkpoint()).status).toBe(404)
  await until('the log declares three texts', async () => /\n3\n/.test(await (await checkpoint()).text()))
  expect(await command('recount', `${house.url}/c/${campaign}`)).toContain('Everything agrees')
}, 120_000)
