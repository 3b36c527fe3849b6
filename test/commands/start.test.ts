import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { oldNode, runProgram, startProgram, thisNode } from '../kit/program.ts'
import { growTree } from '../kit/tree.ts'
import { plantHouse, plantInstalledHouse } from './house.ts'

const anyNode = oldNode ?? thisNode
const start = (root: string, ...args: readonly string[]): readonly string[] => [join(root, 'scripts/start.js'), ...args]

test('a fresh clone installs what is missing, says so once, and starts; the next start installs nothing', async () => {
  const root = plantHouse()
  const first = await runProgram(thisNode, start(root))
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('"version":"1.0.0"') })
  expect(first.stderr).toMatch(/^Installing the packages .*\nInstalled in \d+ s\.\n$/)
  const second = await runProgram(thisNode, start(root))
  expect(second).toMatchObject({ code: 0, stderr: '' })
})

test('a changed lockfile is installed anew', async () => {
  const root = plantHouse()
  await runProgram(thisNode, start(root))
  const both = { dep: 'file:dep', more: 'file:more' }
  growTree(root, {
    'package.json': JSON.stringify({ name: 'a-house', type: 'module', dependencies: both }),
    'package-lock.json': JSON.stringify({
      name: 'a-house',
      lockfileVersion: 3,
      packages: {
        '': { name: 'a-house', dependencies: both },
        dep: { version: '1.0.0' },
        more: { version: '1.0.0' },
        'node_modules/dep': { resolved: 'dep', link: true },
        'node_modules/more': { resolved: 'more', link: true },
      },
    }),
    'more/package.json': JSON.stringify({ name: 'more', version: '1.0.0' }),
  })
  expect((await runProgram(thisNode, start(root))).stderr).toMatch(/^Installing/)
  expect(existsSync(join(root, 'node_modules/more'))).toBe(true)
})

test('a failed installation ends with what npm said and a sentence that helps', async () => {
  const root = plantHouse()
  growTree(root, { 'package-lock.json': '{"lockfileVersion":3,"packages":{}}' })
  const ended = await runProgram(thisNode, start(root))
  expect(ended.code).toBe(1)
  expect(ended.stderr).toMatch(/npm could not install the packages; its own words are above\.\n$/)
  expect(existsSync(join(root, 'node_modules/.undersigned-lock'))).toBe(false)
})

test('packages that somebody else put here with npm are not installed again', async () => {
  expect(await runProgram(anyNode, start(plantInstalledHouse()))).toMatchObject({ code: 0, stderr: '' })
})

test.skipIf(oldNode === undefined)(
  'on Node below 24 (skipped where none is installed) the program runs on the pinned one',
  async () => {
    const ended = await runProgram(anyNode, start(plantInstalledHouse()))
    expect(ended.stdout).toMatch(/"node":"24\./)
  },
)

test('from any folder, arguments and the exit code pass through, and the program runs in the project', async () => {
  const root = plantInstalledHouse()
  const ended = await runProgram(anyNode, start(root, '--port', '8080', '--fail'), { cwd: tmpdir() })
  expect(ended.code).toBe(3)
  expect(JSON.parse(ended.stdout)).toMatchObject({ args: ['start', '--dev', '--port', '8080', '--fail'], cwd: root })
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s reaches the program exactly once, also when the whole group hears it, and its exit code counts',
  async (signal) => {
    const running = startProgram(anyNode, start(plantInstalledHouse(), '--wait'))
    await running.says(/ready \d+/)
    // The terminal tells the group, npm tells its child again.
    process.kill(-(running.child.pid ?? 0), signal)
    running.child.kill(signal)
    const ended = await running.ended
    expect(ended.stdout).toContain(`heard ${signal}`)
    expect(ended.stdout).toContain('wishes 1')
    expect(ended.code).toBe(7)
  },
)

test('when the starter is killed outright, the program stops cleanly by itself', async () => {
  const running = startProgram(anyNode, start(plantInstalledHouse(), '--wait'))
  await running.says(/ready \d+/)
  running.child.kill('SIGKILL')
  await running.says(/heard SIGTERM[^]*wishes 1/)
})

test('when npm is told to stop, whose shell tells nobody, the program stops cleanly by itself', async () => {
  // A second command keeps the shell from becoming the first.
  const line = `${[thisNode, ...start(plantInstalledHouse(), '--wait')].map((word) => `'${word}'`).join(' ')}; true`
  const npm = startProgram('/bin/sh', ['-c', line], { env: { ...process.env, npm_lifecycle_event: 'start' } })
  await npm.says(/ready \d+/)
  npm.child.kill('SIGTERM')
  await npm.says(/heard SIGTERM[^]*wishes 1/)
})

test('npm test ends with the real counts alone on the last line, and is red when a test fails, a file breaks or nothing ran', async () => {
  const root = plantInstalledHouse()
  growTree(root, {
    'test/kit/chromium.ts': '',
    // Stands in for vitest: writes the report it was told to, and ends as it was told to.
    'node_modules/vitest/vitest.mjs': `
      import { writeFileSync } from 'node:fs'
      const [code, report] = process.argv.slice(-2)
      writeFileSync(process.argv.find((a) => a.startsWith('--outputFile.json=')).slice(18), report)
      console.log('tests …')
      process.exit(Number(code))`,
  })
  const report = (passed: number, failed: number, skipped = 0, testResults: readonly object[] = []): string =>
    JSON.stringify({
      numPassedTests: passed,
      numFailedTests: failed,
      numPendingTests: skipped,
      numTodoTests: 0,
      testResults,
    })
  const broken = [{ status: 'failed', assertionResults: [] }]
  const cases = [
    ['0', report(3, 0), 0, '3 passed, 0 failed'],
    ['0', report(3, 0, 2), 0, '3 passed, 0 failed, 2 skipped'],
    ['1', report(3, 2), 1, '3 passed, 2 failed'],
    ['1', report(3, 0, 0, broken), 1, '3 passed, 1 failed'],
    ['1', report(3, 0), 1, '3 passed, 1 failed'],
    ['0', report(0, 0), 1, '0 passed, 1 failed'],
    ['0', 'not a report', 1, '0 passed, 1 failed'],
  ] as const
  for (const [code, json, exit, last] of cases) {
    const ended = await runProgram(anyNode, [join(root, 'scripts/test.js'), '--', code, json])
    expect([ended.code, ended.stdout.trimEnd().split('\n').at(-1)]).toEqual([exit, last])
  }
})

test('npm run bench names what there is when it is asked for nothing or for something unknown', async () => {
  const root = plantInstalledHouse()
  growTree(root, { 'bench/page.ts': 'console.log("page", process.argv.slice(2).join())', 'bench/page.test.ts': '' })
  const bench = join(root, 'scripts/bench.js')
  for (const args of [[], ['nothing']]) {
    const ended = await runProgram(anyNode, [bench, ...args])
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(/one of: page\.\n$/)
  }
  expect(await runProgram(anyNode, [bench, 'page', '--short'])).toMatchObject({ code: 0, stdout: 'page --short\n' })
})
