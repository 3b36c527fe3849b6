import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** What a run of the generator came to: requests sent, answered, refused (status 400 and above), broken. */
export type Posted = {
  readonly requests: number
  readonly seconds: number
  readonly refused: number
  readonly broken: number
  readonly fresh: number
  readonly repeated: number
  readonly invalid: number
  /** Milliseconds, of a closed loop: read them as a floor. */
  readonly p50: number
  readonly p99: number
}

const script = join(import.meta.dirname, 'signing.lua')

function run(
  url: string,
  options: { readonly connections: number; readonly seconds: number },
  args: readonly string[],
): Promise<Posted> {
  const { connections, seconds } = options
  const all = [
    '-t1',
    `-c${connections}`,
    `-d${Math.ceil(seconds)}s`,
    '--timeout',
    '20s',
    '--latency',
    '-s',
    script,
    url,
    '--',
    ...args,
  ]
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', all, { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (part) => (text += part))
    child.on('error', reject)
    child.on('close', () => {
      const line = /^RESULT (.*)$/m.exec(text)?.[1]
      if (line === undefined) reject(new Error(`wrk gave no result:\n${text}`))
      else resolve(JSON.parse(line) as Posted)
    })
  })
}

/** Posts filled sign forms, at most `take` different ones; `start` numbers the first address, so that runs differ. */
export const postForms = (
  url: string,
  form: { readonly paths: readonly string[]; readonly hidden: string; readonly start: number; readonly take?: number },
  options: { readonly connections: number; readonly seconds: number },
): Promise<Posted> =>
  run(url, options, ['sign', form.paths.join(','), form.hidden, String(form.start), String(form.take ?? 1e9)])

/** Posts confirmations: each line of `file` is a path; from line `skip` on, at most `take`. */
export const postConfirmations = (
  url: string,
  links: { readonly file: string; readonly skip: number; readonly take: number },
  options: { readonly connections: number; readonly seconds: number },
): Promise<Posted> => run(url, options, ['confirm', links.file, String(links.skip), String(links.take)])

/** The hidden fields of a sign page as a browser would send them, and the ticks it comes with. */
export async function hiddenFields(url: string): Promise<string> {
  const page = await (await fetch(url)).text()
  const pairs = [...page.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    const kind = attribute('type')
    const name = attribute('name')
    const isSent = kind === 'hidden' || (kind === 'checkbox' && /\bchecked\b/.test(tag))
    return isSent && name !== undefined
      ? [`${encodeURIComponent(name)}=${encodeURIComponent(attribute('value') ?? 'on')}`]
      : []
  })
  if (pairs.length === 0) throw new Error(`no form at ${url}`)
  return pairs.join('&')
}
