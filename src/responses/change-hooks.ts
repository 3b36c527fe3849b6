import { lockRoles, mayIn, recordEvent } from '#accounts'
import { newId, type Means } from '#kernel'
import type { Tx } from '#platform'
import type { Acting } from './act.ts'
import { hookUrl, mostHooks, type HookId } from './hook.ts'
import { deleteHook, hookRows, insertHook, resumeHookRow } from './store-hook.ts'

/** What came of a wish to add a hook. */
export type AddHookOutcome =
  | { readonly kind: 'added'; readonly hook: HookId }
  /** `bad-url`: no HTTPS address at its usual port. `known`: it is told already. */
  | { readonly kind: 'wrong'; readonly why: 'not-allowed' | 'bad-url' | 'known' | 'too-many' }

/** Has every public event from now on posted to an address. */
export async function addHook(
  tx: Tx,
  { campaign, by, url: typed }: Acting & { readonly url: string },
  means: Means,
): Promise<AddHookOutcome> {
  const wrong = (why: Extract<AddHookOutcome, { readonly kind: 'wrong' }>['why']) => ({ kind: 'wrong', why }) as const
  // So that two who add the last one at once add one.
  await lockRoles(tx, campaign)
  if (!(await mayIn(tx, campaign, by, 'write'))) return wrong('not-allowed')
  const url = hookUrl(typed)
  if (url === undefined) return wrong('bad-url')
  if ((await hookRows(tx, campaign)).length >= mostHooks) return wrong('too-many')
  const id = newId<HookId>(means)
  const hook = { id, url, at: means.now(), by: by === 'server' ? undefined : by }
  if (!(await insertHook(tx, campaign, hook))) return wrong('known')
  await recordEvent(tx, { by, act: 'add-webhook', campaign, subject: [id] }, means)
  return { kind: 'added', hook: id }
}

/** What came of a wish to end a hook, or to have it go on. */
export type ChangeHookOutcome = 'done' | 'not-allowed' | 'gone'

/** Posts nothing more to an address, and forgets it. */
export async function removeHook(
  tx: Tx,
  { campaign, by, hook }: Acting & { readonly hook: HookId },
  means: Means,
): Promise<ChangeHookOutcome> {
  if (!(await mayIn(tx, campaign, by, 'write'))) return 'not-allowed'
  if (!(await deleteHook(tx, campaign, hook))) return 'gone'
  await recordEvent(tx, { by, act: 'remove-webhook', campaign, subject: [hook] }, means)
  return 'done'
}

/** Posts again what a hook was not told, after its receiver was away. */
export async function resumeHook(
  tx: Tx,
  { campaign, by, hook }: Acting & { readonly hook: HookId },
  means: Means,
): Promise<ChangeHookOutcome> {
  if (!(await mayIn(tx, campaign, by, 'write'))) return 'not-allowed'
  if (!(await resumeHookRow(tx, campaign, hook, means.now()))) return 'gone'
  await recordEvent(tx, { by, act: 'resume-webhook', campaign, subject: [hook] }, means)
  return 'done'
}
