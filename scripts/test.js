// Run by "npm test": installs what is missing, finds a browser, runs every test and ends with the counts.
// Run by "npm run test:faults": only what breaks things on purpose, with as many rounds as were promised.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { handOver } from '../bin/pinned-node.js'
import { environment, installed, root, stop } from './install.js'

const node = await installed()
const args = process.argv.slice(2)
const long = args.includes('--faults')
const env = { ...environment(), ...(long && { FAULTS: '1' }) }
const chosen = long ? ['faults', '--testTimeout=3600000', ...args.filter((arg) => arg !== '--faults')] : args
const browser = spawnSync(node, [join(root, 'test', 'kit', 'chromium.ts')], { cwd: root, env, stdio: 'inherit' })
if (browser.status !== 0) stop('The tests need a Chromium: see above.')

const folder = mkdtempSync(join(tmpdir(), 'undersigned-test-'))
const report = join(folder, 'report.json')
// The pinned Node reads the configuration as it is; bundling it first would write into node_modules.
const vitest = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--configLoader=native']
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const code = await handOver(node, [...vitest, ...reporters, ...chosen], { cwd: root, env, asks: false })
const counted = counts()
rmSync(folder, { recursive: true, force: true })

const ran = counted.passed + counted.failed
if (ran === 0) process.stdout.write('No test ran.\n')
// A file that does not load, or an error outside every test, has no failed test to be counted by.
const failed = counted.failed + counted.brokenFiles || (code === 0 && ran > 0 ? 0 : 1)
const skipped = counted.skipped > 0 ? `, ${counted.skipped} skipped` : ''
process.stdout.write(`${counted.passed} passed, ${failed} failed${skipped}\n`)
process.exitCode = failed > 0 ? (code === 0 ? 1 : code) : 0

/** What vitest reports of what really ran; nothing when it did not come that far. */
function counts() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    const broken = testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
    )
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + (numTodoTests ?? 0),
      brokenFiles: broken.length,
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0, brokenFiles: 0 }
  }
}
