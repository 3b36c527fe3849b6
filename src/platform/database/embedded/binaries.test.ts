import { lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseAccount, mayReach } from './account.ts'
import { copyBinaries, findBinaries, linkLibraries } from './binaries.ts'

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'undersigned binaries '))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

function packageWithoutLinks(name: string): string {
  const native = join(home, name, 'native')
  mkdirSync(join(native, 'lib'), { recursive: true })
  mkdirSync(join(native, 'bin'), { mode: 0o700 })
  writeFileSync(join(native, 'lib', 'libink.so.1.2'), 'ink')
  writeFileSync(join(native, 'bin', 'postgres'), '', { mode: 0o700 })
  const links = [{ source: 'native/lib/libink.so.1.2', target: 'native/lib/libink.so.1' }]
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links))
  return native
}

test.each([
  ['win32', 'x64'],
  ['linux', 'riscv64'],
  ['freebsd', 'x64'],
])('on %s %s, which has no built-in database, the operator is told to set DATABASE_URL', (platform, architecture) => {
  expect(() => findBinaries(platform, architecture)).toThrow(
    expect.objectContaining({ code: 'database-unsupported', message: expect.stringContaining('set DATABASE_URL') }),
  )
})

test('library links that an install without scripts left out are made, once', () => {
  const native = packageWithoutLinks('linked')
  expect(linkLibraries(native)).toBe(true)
  expect(linkLibraries(native)).toBe(true)
  expect(readlinkSync(join(native, 'lib', 'libink.so.1'))).toBe('libink.so.1.2')
})

test('a copy has its links, and every account may run it, however private the install was', () => {
  const folder = packageWithoutLinks('private')
  const copy = copyBinaries({ folder, version: '18.4.0', major: '18' }, home, 'new')
  expect(copy.folder).not.toBe(folder)
  expect(lstatSync(join(copy.folder, 'lib', 'libink.so.1')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(copy.folder, 'lib', 'libink.so.1'), 'utf8')).toBe('ink')
  expect(statSync(join(copy.folder, 'bin')).mode & 0o777).toBe(0o755)
  expect(statSync(join(copy.folder, 'bin', 'postgres')).mode & 0o777).toBe(0o755)
  expect(statSync(join(copy.folder, 'lib', 'libink.so.1.2')).mode & 0o777).toBe(0o644)
})

test.runIf(process.getuid?.() === 0)(
  'root lends itself the first account there is: undersigned, postgres, then nobody',
  () => {
    const passwd = join(home, 'passwd')
    const lines = ['root:x:0:0::/:/bin/sh', 'nobody:x:65534:65534::/:/bin/false', 'postgres:x:70:71::/:/bin/sh']
    const nowhere = join(home, 'no data yet')
    const choose = (there: readonly string[]) => {
      writeFileSync(passwd, there.join('\n'))
      return chooseAccount(nowhere, passwd)?.name
    }
    expect(choose([...lines, 'undersigned:x:900:900::/:/bin/false'])).toBe('undersigned')
    expect(choose(lines)).toBe('postgres')
    expect(choose(lines.slice(0, 2))).toBe('nobody')
    expect(() => choose(lines.slice(0, 1))).toThrow('Create one named undersigned, or set DATABASE_URL')
  },
)

test('a folder that lets nobody through is seen, by owner, group and others', () => {
  const closed = join(home, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const { uid, gid } = statSync(closed)
  const inside = join(closed, 'x')
  expect(mayReach({ name: 'owner', uid, gid }, inside)).toBe(true)
  expect(mayReach({ name: 'stranger', uid: uid + 1, gid: gid + 1 }, inside)).toBe(false)
})
