import { Agent, request } from 'node:http'

/** An answer as a signer's browser sees it. */
export type Answer = { readonly status: number; readonly location: string; readonly text: string }

/** Posts and reads like many browsers at once; `undefined` where the connection broke, so nothing was acknowledged. */
export type Signers = {
  readonly get: (path: string) => Promise<Answer | undefined>
  readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<Answer | undefined>
  readonly close: () => void
}

/** Browsers on this machine, each behind an address of its own as the trusted proxy says. */
export function signersOf(url: string, connections = 32): Signers {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let number = 0
  const send = (method: string, path: string, body?: string): Promise<Answer | undefined> =>
    new Promise((resolve) => {
      number += 1
      const headers = {
        'X-Forwarded-For': `10.${Math.floor(number / 62_500) % 250}.${Math.floor(number / 250) % 250}.${number % 250}`,
        ...(body === undefined
          ? {}
          : { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' }),
      }
      const sent = request(new URL(path, url), { method, agent, headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => (text += part))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', text }),
        )
        answer.on('error', () => resolve(undefined))
      })
      sent.on('error', () => resolve(undefined))
      sent.end(body)
    })
  return {
    get: (path) => send('GET', path),
    post: (path, form) => send('POST', path, new URLSearchParams(form).toString()),
    close: () => agent.destroy(),
  }
}

/** The fields that a page's first form would send if nothing was typed. */
export function fieldsOf(page: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {}
  for (const [tag] of page.matchAll(/<input\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    const [kind, name] = [attribute('type'), attribute('name')]
    const isSent = kind === 'hidden' || (kind === 'checkbox' && /\bchecked\b/.test(tag))
    if (isSent && name !== undefined) fields[name] = attribute('value') ?? 'on'
  }
  return fields
}
