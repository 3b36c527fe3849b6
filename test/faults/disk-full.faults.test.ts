import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { letterText } from '../../bench/kit/letter-text.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { rounds } from '../kit/faults.ts'
import { freePort, freshDataDir, runCommand, startHouseWith } from '../kit/house.ts'
import { lookedAt, people } from '../kit/kept-people.ts'
import { fieldsOf, signersOf, type Signers } from '../kit/signers.ts'

const times = rounds(1, 10)
const letter = '/c/filled/january-2029/verrolane'
/** Mounting a small disk is the administrator's to do. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0

test.skipIf(!mayMount)(
  'when the disk is full nothing is lost: the form is handed back, and signing goes on by itself when there is space again (needs root, to mount a small disk)',
  async () => {
    const folder = smallDisk()
    const port = await freePort()
    const settings = { TRUSTED_PROXIES: '127.0.0.1', SMTP_URL: 'discard:', MAIL_FROM: 'a@mail.example' }
    const house = await startHouseWith(folder, port, settings)
    onTestFinished(async () => house.close())
    writeFileSync(join(folder, 'letter.txt'), letterText(3))
    await runCommand(folder, port, 'import', join(folder, 'letter.txt'), '--yes', '--publish', '--title', 'Filled')
    await runCommand(folder, port, 'signing', 'filled', '--controller', 'Example', '--contact', 'a@mail.example')
    const signers = signersOf(house.url)
    onTestFinished(() => signers.close())
    const acknowledged = new Set<string>()
    for (let round = 0; round < times; round += 1) {
      const hidden = fieldsOf((await signers.get(`${letter}/sign`))?.text ?? '')
      const sign = async (name: string) => {
        const answer = await signers.post(`${letter}/sign`, {
          ...hidden,
          ...{ name, email: `${name}@mail.example`, consent: '1' },
        })
        if (answer?.status === 303) acknowledged.add(name)
        return answer
      }
      for (let n = 0; n < 10; n += 1) expect((await sign(`r${round}before${n}`))?.status).toBe(303)
      const [waiting] = (await everybody(folder)).filter(({ kind }) => kind === 'wish')
      fillUp(join(folder, 'ballast'))
      if (round % 2 === 1) await stopTheDatabase(folder)

      // The rows of a page that is there already still fit into it.
      let [number, refused] = [0, await sign(`r${round}full0`)]
      while (refused?.status === 303) refused = await sign(`r${round}full${(number += 1)}`)
      expect(refused?.status).toBe(503)
      expect(refused?.text).toContain('Not saved, and nothing lost')
      const kept = fieldsOf(refused?.text ?? '')
      const name = `r${round}full${number}`
      expect([kept['name'], kept['email'], kept['consent']]).toEqual([name, `${name}@mail.example`, '1'])
      const pressed = await signers.post(`/confirm/${waiting?.link}`, {})
      expect([303, 503]).toContain(pressed?.status)
      // Who only reads notices nothing.
      expect((await signers.get(letter))?.status).toBe(200)

      rmSync(join(folder, 'ballast'))
      // Nobody starts anything: the very page that was handed back is sent again.
      await taken(signers, `${letter}/sign`, kept)
      acknowledged.add(name)
      await taken(signers, `/confirm/${waiting?.link}`, {})
      expect((await sign(`r${round}after`))?.status).toBe(303)
      const there = await everybody(folder)
      const names = there.map((one) => one.name)
      expect(names).toHaveLength(new Set(names).size)
      expect([...acknowledged].filter((one) => !names.includes(one))).toEqual([])
      expect(there.find((one) => one.name === waiting?.name)?.kind).toBe('signature')
      expect(await lookedAt(folder, (database) => checkEverything(database))).toEqual([])
    }
  },
  3_600_000,
)

/** A disk of its own, with room for an empty database and little more; gone after the test. */
function smallDisk(): string {
  const { path, drop } = freshDataDir()
  const disk = join(path, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=0755', 'tmpfs', disk])
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', disk])
    drop()
  })
  return disk
}

/** Writes until there is no room for another byte. */
function fillUp(file: string): void {
  const [handle, block] = [openSync(file, 'w'), Buffer.alloc(1024 * 1024)]
  try {
    for (;;) if (writeSync(handle, block) < block.length) break
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(handle)
  }
}

/** Leaves no room in the write-ahead log either: the database goes down, and cannot start while the disk is full. */
async function stopTheDatabase(folder: string): Promise<void> {
  const step = (database: Parameters<typeof checkEverything>[0]) =>
    database.transaction((tx) =>
      sql`select pg_switch_wal(), pg_logical_emit_message(false, 'full', 'full')`.execute(tx),
    )
  for (let segment = 0; segment < 8; segment += 1)
    if (
      !(await lookedAt(folder, step).then(
        () => true,
        () => false,
      ))
    )
      return
}

const everybody = (folder: string) => lookedAt(folder, (database) => people(folder, database, new Date(0)))

/** Sends a form until it is taken. */
async function taken(signers: Signers, path: string, form: Readonly<Record<string, string>>): Promise<void> {
  while ((await signers.post(path, form))?.status !== 303) await wait(100)
}
