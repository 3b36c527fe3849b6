import type { Means, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import { sha256 } from '#proof'
import { recordEvent } from './event.ts'
import type { SessionId } from './ids.ts'
import { deleteOwnSession, sessionsBy } from './store-session.ts'

/** One of somebody's sessions. */
export type OwnSession = {
  readonly id: SessionId
  readonly begunBy: 'link' | 'passkey'
  readonly begunAt: Date
  /** Noted every five minutes of use. */
  readonly seenAt: Date
  /** The one that asks. */
  readonly isThis: boolean
}

/**
 * Where somebody is signed in, the place used last first; what ran out is not among them.
 * @param token of the session that asks.
 */
export async function sessionsOf(
  tx: Tx,
  { organizer, token }: { readonly organizer: OrganizerId; readonly token: string },
  { now }: Pick<Means, 'now'>,
): Promise<readonly OwnSession[]> {
  const own = Buffer.from(sha256(Buffer.from(token, 'base64url')))
  return (await sessionsBy(tx, organizer, now())).map(({ hash, ...facts }) => ({
    ...facts,
    // The hash opens nothing: the cookie holds what it is the hash of.
    id: hash.toString('hex') as SessionId,
    isThis: hash.equals(own),
  }))
}

/** Ends a session of one's own. @returns whether it was there, and theirs. */
export async function endSessionOf(
  tx: Tx,
  { organizer, session }: { readonly organizer: OrganizerId; readonly session: SessionId },
  means: Means,
): Promise<boolean> {
  const ended = await deleteOwnSession(tx, organizer, Buffer.from(session, 'hex'))
  if (ended) await recordEvent(tx, { by: organizer, act: 'sign-out', subject: [organizer] }, means)
  return ended
}

/** What names a session, in a form; `undefined` for what is none. */
export function parseSessionId(text: string): SessionId | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as SessionId) : undefined
}
