import { cpSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { oldNode, runProgram, startProgram, thisNode } from '../kit/program.ts'
import { growTree, plantTree } from '../kit/tree.ts'
import { plantHouse, plantInstalledHouse } from './house.ts'

const project = resolve(import.meta.dirname, '../..')
const anyNode = oldNode ?? thisNode
const bin = (root: string): string => join(root, 'bin/undersigned.js')

test('in a clone the command runs on the pinned Node, where the caller stands, with its arguments and exit code', async () => {
  const ended = await runProgram(anyNode, [bin(plantInstalledHouse()), 'lint', '--fail', 'a file'], { cwd: tmpdir() })
  expect(ended.code).toBe(3)
  expect(JSON.parse(ended.stdout)).toMatchObject({ args: ['lint', '--fail', 'a file'], cwd: tmpdir() })
  expect(ended.stdout).toMatch(/"node":"24\./)
})

test('a signal reaches the command once', async () => {
  const running = startProgram(anyNode, [bin(plantInstalledHouse()), '--wait'])
  await running.says(/ready/)
  process.kill(-(running.child.pid ?? 0), 'SIGTERM')
  expect(await running.ended).toMatchObject({ code: 7, stdout: expect.stringContaining('wishes 1') })
})

test('in a clone that is not installed the command says what to run', async () => {
  const ended = await runProgram(anyNode, [bin(plantHouse()), 'lint'])
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toMatch(/^This clone is not installed yet\. Run "npm start" once .*\n$/)
})

test.skipIf(oldNode === undefined)(
  'on Node below 24 (skipped where none is installed) an installed package says so in one sentence and exits 2',
  async () => {
    const root = plantHouse()
    rmSync(join(root, 'src'), { recursive: true })
    growTree(root, { 'dist/main.js': 'console.log("ran")' })
    const ended = await runProgram(anyNode, [bin(root), '--help'])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/^Undersigned needs Node 24 or newer; this is Node 2\d\.\d+\.\d+: install .*\.\n$/)
  },
)

test.skipIf(!existsSync(join(project, 'src/main.ts')))(
  'packed, unpacked elsewhere and called through a link, the command runs from dist on this Node',
  async () => {
    const clone = plantTree({})
    for (const name of [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'bin',
      'scripts',
      'src',
      'migrations',
      'examples',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
    ])
      if (existsSync(join(project, name))) cpSync(join(project, name), join(clone, name), { recursive: true })
    symlinkSync(join(project, 'node_modules'), join(clone, 'node_modules'))
    expect(await runProgram(anyNode, [join(clone, 'scripts/build.js')])).toMatchObject({ code: 0 })
    const packed = await runProgram('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: clone })
    const elsewhere = plantTree({})
    expect(await runProgram('tar', ['-xzf', join(clone, packed.stdout.trim()), '-C', elsewhere])).toMatchObject({
      code: 0,
    })
    const installed = join(elsewhere, 'node_modules', 'undersigned')
    mkdirSync(join(elsewhere, 'node_modules', '.bin'), { recursive: true })
    renameSync(join(elsewhere, 'package'), installed)
    symlinkSync(join(project, 'node_modules'), join(installed, 'node_modules'))
    symlinkSync('../undersigned/bin/undersigned.js', join(elsewhere, 'node_modules', '.bin', 'undersigned'))
    expect(existsSync(join(installed, 'src'))).toBe(false)

    const command = join(elsewhere, 'node_modules', '.bin', 'undersigned')
    const helped = await runProgram(thisNode, [command, '--help'], { cwd: tmpdir() })
    expect(helped).toMatchObject({ code: 0, stdout: expect.stringContaining('undersigned') })
    if (oldNode !== undefined)
      expect(await runProgram(oldNode, [command, '--help'])).toMatchObject({ code: 2, stdout: '' })
  },
)
