import { newId, type EmailAddress, type Means, type OrganizerId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { recordEvent } from './event.ts'
import type { SignInId } from './ids.ts'
import { parseSignInLink, signInLink } from './link.ts'
import { markOf, sealPersonal } from './sealed.ts'
import { signIn, type SignInOutcome } from './sign-in.ts'
import { hasAnybodyJoined, insertOrganizer, organizerByMark, updateOrganizer, waitForTurn } from './store-organizer.ts'
import { insertSignIn, openFirstLink, useSignIn } from './store-sign-in.ts'
import { later, livesOf } from './times.ts'

/**
 * The link with which the first operator begins, for the server to print at each start: the same until it is 24 hours
 * old. `undefined` as soon as anybody has signed in.
 */
export async function firstLink(tx: Tx, vault: Vault, means: Means): Promise<string | undefined> {
  await waitForTurn(tx, 'first')
  if (await hasAnybodyJoined(tx)) return undefined
  const at = means.now()
  const open = await openFirstLink(tx, at)
  if (open) return signInLink(vault, open)
  const id = newId<SignInId>(means)
  await insertSignIn(tx, { id, kind: 'first', organizer: null, endsAt: later(at, livesOf.first) }, at)
  return signInLink(vault, id)
}

/** Who the first operator says they are. */
export type FirstOperator = { readonly email: EmailAddress; readonly name: string; readonly language?: string }

/**
 * Uses the first link up: whoever has it is the first operator, at the address they give. Nobody else becomes one so:
 * once anybody has signed in, the link is gone.
 */
export async function takeFirstLink(
  tx: Tx,
  vault: Vault,
  { link, operator }: { readonly link: string; readonly operator: FirstOperator },
  means: Means,
): Promise<SignInOutcome> {
  await waitForTurn(tx, 'first')
  const id = parseSignInLink(vault, link)
  if (!id || (await hasAnybodyJoined(tx))) return { kind: 'gone' }
  if (!(await useSignIn(tx, id, true, means.now()))) return { kind: 'gone' }
  return signIn(tx, await firstOrganizer(tx, vault, operator, means), 'link', means)
}

async function firstOrganizer(
  tx: Tx,
  vault: Vault,
  { email, name, language = 'en' }: FirstOperator,
  means: Means,
): Promise<OrganizerId> {
  const mark = markOf(vault, email)
  // Somebody may have been invited at the command line before anybody came.
  const there = await organizerByMark(tx, mark, true)
  const id = there?.id ?? newId<OrganizerId>(means)
  const sealed = sealPersonal(vault, id, { email, name, language })
  const before = { operator: there?.isOperator ?? false, create: there?.mayCreate ?? false }
  if (there) await updateOrganizer(tx, id, { sealed, isOperator: true, endedAt: null })
  else
    await insertOrganizer(tx, {
      ...{ id, mark, sealed, isOperator: true, mayCreate: false },
      ...{ invitedAt: means.now(), joinedAt: null, endedAt: null },
    })
  const after = { ...before, operator: true }
  await recordEvent(tx, { by: 'server', act: 'set-grants', subject: [id], before, after }, means)
  return id
}
