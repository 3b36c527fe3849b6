import type { HandOverRecord } from './mail.ts'

/** Listens to what is said on one connection. */
export type SessionLines = {
  /** What the connection is to be given; it hears commands and answers, never the mail itself. */
  readonly logger: { readonly debug: (data: unknown, ...words: readonly unknown[]) => void }
  /** The greeting is over: what was said belongs to every mail of the connection; nothing is heard until asked to. */
  readonly opened: () => void
  /** From here on it is about one mail. */
  readonly listen: () => void
  /** What was said, and no longer listens. @param message the mail, where its last byte went out. */
  readonly record: (message: Buffer | undefined) => HandOverRecord
}

// A server that talks without end must not fill the memory; an answer is 512 characters at most (RFC 5321 section 4.5.3.1.5).
const longestLine = 512
const mostLines = 100

/** A place for the lines of one connection. */
export function sessionLines(): SessionLines {
  let greeting: readonly string[] = []
  let heard: string[] | undefined = []
  return {
    logger: {
      debug: (data, ...words) => {
        const side = sideOf(data)
        const [said] = words
        if (!heard || !side || typeof said !== 'string') return
        for (const line of said.split(/\r?\n/))
          if (heard.length < mostLines) heard.push(`${side}: ${plain(line.slice(0, longestLine))}`)
      },
    },
    opened: () => {
      greeting = heard ?? []
      heard = undefined
    },
    listen: () => void (heard = []),
    record: (message) => {
      const said = heard ?? []
      heard = undefined
      const answer = said.findLast((line) => line.startsWith('S: '))?.slice(3)
      const queueId = message && answer !== undefined ? queueIdOf(answer) : undefined
      return { transcript: [...greeting, ...said].map((line) => `${line}\n`).join(''), queueId, message }
    },
  }
}

function sideOf(data: unknown): 'C' | 'S' | undefined {
  if (typeof data !== 'object' || data === null || !('tnx' in data)) return undefined
  return data.tnx === 'client' ? 'C' : data.tnx === 'server' ? 'S' : undefined
}

/** Without what would move the cursor of whoever reads it in a terminal. */
const plain = (line: string): string => line.replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd')

// As Postfix, Exim, Exchange, Sendmail, Gmail and others say it; there is no standard.
const queueIds: readonly RegExp[] = [
  /\bqueued as ([\w.-]{1,100})/i,
  /\bInternalId=(\d{1,40})/i,
  /\bid=([\w.-]{1,100})/i,
  /^250[ -](?:\d\.\d\.\d )?([\w.-]{6,100}) message accepted/i,
  /^250[ -](?:\d\.\d\.\d )?ok:? {1,3}(?:\d{9,12} {1,3})?([\w.-]{6,100})/i,
]

/** By which a server that took a mail knows it: `undefined` where its answer names nothing. */
export function queueIdOf(answer: string): string | undefined {
  if (!answer.startsWith('250')) return undefined
  return queueIds.map((pattern) => pattern.exec(answer)?.[1]).find((found) => found !== undefined)
}
