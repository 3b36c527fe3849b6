import { createHmac } from 'node:crypto'
import type { Vault } from '#platform'
import type { Hook } from './hook.ts'

type Named = Pick<Hook, 'campaign' | 'id'>

/** What a hook's posts are signed with. Made of the server's keys, so that no copy of the database has it. */
const keyOf = (vault: Vault, { campaign, id }: Named): Buffer => vault.mark('hook', campaign, id)

/** The secret as its receiver needs it, in the spelling of Standard Webhooks 1.0.0: `whsec_` and Base64. */
export const hookSecret = (vault: Vault, hook: Named): string => `whsec_${keyOf(vault, hook).toString('base64')}`

/**
 * The headers of a post by Standard Webhooks 1.0.0 (symmetric signature): HMAC-SHA-256 over id, time in seconds and
 * body, joined by dots. A receiver drops what is older than it likes, and what it has had by its id.
 */
export function hookHeaders(
  vault: Vault,
  hook: Named,
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: string },
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', keyOf(vault, hook)).update(`${id}.${seconds}.${body}`).digest('base64')
  return {
    'Content-Type': 'application/json',
    'Webhook-Id': id,
    'Webhook-Timestamp': seconds,
    'Webhook-Signature': `v1,${signature}`,
  }
}
