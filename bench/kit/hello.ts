import { spawn } from 'node:child_process'

/** The limit of the runtime on this machine: the smallest server there is, in a process of its own. */
export async function startHello(): Promise<{ readonly url: string; readonly close: () => void }> {
  const code =
    "require('node:http').createServer((_, res) => res.end('hello')).listen(0, '127.0.0.1', function () { console.log(this.address().port) })"
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve) => child.stdout.once('data', (part) => resolve(String(part).trim())))
  return { url: `http://127.0.0.1:${port}/`, close: () => child.kill() }
}
