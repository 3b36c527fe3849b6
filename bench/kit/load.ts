import { spawn, spawnSync } from 'node:child_process'

/** What a burst of requests came to. */
export type Burst = { readonly requestsPerSecond: number; readonly p99Milliseconds: number; readonly failed: number }

/** Ends with a clear word when the load generator is missing: without it there is nothing to measure. */
export function needWrk(): void {
  if (spawnSync('wrk', ['-v']).error) {
    console.error('SKIPPED: this needs the program "wrk" (Debian package wrk). Nothing was measured.')
    process.exit(1)
  }
}

/** Asks for one address over keep-alive connections on this machine, for some seconds. */
export function burst(
  url: string,
  options: {
    readonly connections: number
    readonly seconds: number
    readonly headers: Readonly<Record<string, string>>
  },
): Promise<Burst> {
  const headers = Object.entries(options.headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const args = ['-t1', `-c${options.connections}`, `-d${options.seconds}s`, '--latency', ...headers, url]
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (part) => (text += part))
    child.on('error', reject)
    child.on('close', () => {
      const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(text)
      const unit = { us: 0.001, ms: 1, s: 1000 }[p99?.[2] ?? 'ms'] ?? 1
      resolve({
        requestsPerSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1] ?? 0),
        p99Milliseconds: Number(p99?.[1] ?? Number.NaN) * unit,
        failed: Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0),
      })
    })
  })
}
