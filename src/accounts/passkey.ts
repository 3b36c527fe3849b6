import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Means, OrganizerId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { sha256 } from '#proof'
import { recordEvent } from './event.ts'
import { readAdded, readUsed } from './passkey-answer.ts'
import { openPasskeyName, openPersonal, sealPasskeyName, shownName } from './sealed.ts'
import { signIn, type SignInOutcome } from './sign-in.ts'
import { lockOrganizer, organizerById } from './store-organizer.ts'
import {
  deletePasskey,
  insertChallenge,
  insertPasskey,
  lockPasskey,
  notePasskey,
  passkeysBy,
  takeChallenge,
  type PasskeyRow,
} from './store-passkey.ts'
import { later, livesOf } from './times.ts'

/** The place that a passkey is for. */
export type PasskeySite = {
  /** The host, without port: `letters.example.org`. */
  readonly host: string
  /** Scheme, host and port, as browsers say them: `https://letters.example.org`. */
  readonly origin: string
}

/** What a browser is handed to make a passkey, or to use one (WebAuthn, as JSON). */
export type PasskeyOptions<Asked extends 'make' | 'use'> = Asked extends 'make'
  ? Awaited<ReturnType<typeof generateRegistrationOptions>>
  : Awaited<ReturnType<typeof generateAuthenticationOptions>>

/** A passkey as its owner sees it. */
export type Passkey = Pick<PasskeyRow, 'id' | 'isSynced' | 'addedAt' | 'usedAt'> & {
  /** What they call it; empty where they said nothing. */
  readonly name: string
}

/** ES256, Ed25519 and RS256: what every authenticator has one of. */
const algorithms = [-7, -8, -257]
const mostPasskeys = 10

/** Asks a browser to make a passkey for somebody who is signed in; `undefined` for nobody, or who has ten. */
export async function offerPasskey(
  tx: Tx,
  vault: Vault,
  { organizer, site }: { readonly organizer: OrganizerId; readonly site: PasskeySite },
  means: Means,
): Promise<PasskeyOptions<'make'> | undefined> {
  const row = await organizerById(tx, organizer)
  const there = await passkeysBy(tx, organizer)
  if (!row?.sealed || row.endedAt || there.length >= mostPasskeys) return undefined
  const personal = openPersonal(vault, organizer, row.sealed)
  return generateRegistrationOptions({
    rpName: site.host,
    rpID: site.host,
    userName: personal.email,
    userDisplayName: shownName(personal),
    userID: new Uint8Array(Buffer.from(organizer.replaceAll('-', ''), 'hex')),
    challenge: await challengeFor(tx, organizer, means),
    timeout: livesOf.challenge,
    attestationType: 'none',
    excludeCredentials: there.map(({ id, transports }) => ({ id, transports: [...transports] })),
    // To be found without a name typed first, and unlocked by its owner: it is the only thing asked for.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  })
}

/** Random bytes of which we keep the hash. */
async function challengeFor(
  tx: Tx,
  organizer: OrganizerId | undefined,
  means: Means,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(means.random(32))
  await insertChallenge(tx, Buffer.from(sha256(bytes)), organizer, later(means.now(), livesOf.challenge))
  return bytes
}

const hashOf = (challenge: string): Buffer => Buffer.from(sha256(Buffer.from(challenge, 'base64url')))

/** A passkey that a browser made for somebody who is signed in. */
export type MadePasskey = {
  readonly organizer: OrganizerId
  readonly site: PasskeySite
  readonly posted: unknown
  /** What its owner calls it; judged by whoever read it. */
  readonly name?: string
}

/** Keeps the passkey that a browser made, when everything about its answer holds. */
export async function addPasskey(
  tx: Tx,
  vault: Vault,
  { organizer, site, posted, name = '' }: MadePasskey,
  means: Means,
): Promise<{ readonly kind: 'added' } | { readonly kind: 'refused' }> {
  const read = readAdded(posted)
  const row = await lockOrganizer(tx, organizer)
  if (!read || !row || row.endedAt) return { kind: 'refused' }
  if (!(await takeChallenge(tx, hashOf(read.challenge), organizer, means.now()))) return { kind: 'refused' }
  if ((await passkeysBy(tx, organizer)).length >= mostPasskeys) return { kind: 'refused' }
  const info = await verified(() =>
    verifyRegistrationResponse({
      response: { ...read.answer, clientExtensionResults: {} },
      ...expected(site, read.challenge),
      supportedAlgorithmIDs: algorithms,
    }).then((done) => done.registrationInfo),
  )
  if (!info) return { kind: 'refused' }
  const { id, publicKey, counter } = info.credential
  const isNew = await insertPasskey(tx, {
    ...{ id, organizer, counter, publicKey: Buffer.from(publicKey), transports: read.answer.response.transports },
    ...{ isSynced: info.credentialBackedUp, sealedName: sealPasskeyName(vault, id, name) },
    ...{ addedAt: means.now(), usedAt: null },
  })
  if (!isNew) return { kind: 'refused' }
  await recordEvent(tx, { by: organizer, act: 'add-passkey', subject: [organizer] }, means)
  return { kind: 'added' }
}

const expected = ({ host, origin }: PasskeySite, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: origin,
  expectedRPID: host,
  requireUserVerification: true,
})

/** What a check came to; it throws for everything that does not hold, and touches nothing of ours. */
async function verified<T>(check: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await check()
  } catch {
    return undefined
  }
}

/** Asks a browser to sign in with any passkey it has for this place: nobody has to say who they are. */
export async function askPasskey(tx: Tx, site: PasskeySite, means: Means): Promise<PasskeyOptions<'use'>> {
  return generateAuthenticationOptions({
    rpID: site.host,
    challenge: await challengeFor(tx, undefined, means),
    timeout: livesOf.challenge,
    userVerification: 'required',
  })
}

/** Signs in whoever has the passkey that answers. A counter that does not grow tells of a copy: it is refused. */
export async function takePasskey(
  tx: Tx,
  { site, posted }: { readonly site: PasskeySite; readonly posted: unknown },
  means: Means,
): Promise<SignInOutcome> {
  const read = readUsed(posted)
  const at = means.now()
  if (!read || !(await takeChallenge(tx, hashOf(read.challenge), undefined, at))) return { kind: 'gone' }
  const row = await lockPasskey(tx, read.answer.id)
  if (!row) return { kind: 'gone' }
  const { id, counter } = row
  const info = await verified(async () => {
    const { verified: holds, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...read.answer, clientExtensionResults: {} },
      ...expected(site, read.challenge),
      credential: { id, counter, publicKey: new Uint8Array(row.publicKey) },
    })
    return holds ? authenticationInfo : undefined
  })
  if (!info) return { kind: 'gone' }
  await notePasskey(tx, id, { counter: info.newCounter, isSynced: info.credentialBackedUp, at })
  return signIn(tx, row.organizer, 'passkey', means)
}

/** The passkeys of an organizer, the oldest first. */
export async function passkeysOf(tx: Tx, vault: Vault, organizer: OrganizerId): Promise<readonly Passkey[]> {
  return (await passkeysBy(tx, organizer)).map(({ id, isSynced, sealedName, addedAt, usedAt }) => ({
    ...{ id, isSynced, addedAt, usedAt },
    name: openPasskeyName(vault, id, sealedName),
  }))
}

/** Takes a passkey of one's own away. Nobody is locked out by it: the mail link stays. */
export async function removePasskey(
  tx: Tx,
  { organizer, id }: { readonly organizer: OrganizerId; readonly id: string },
  means: Means,
): Promise<void> {
  if (await deletePasskey(tx, organizer, id))
    await recordEvent(tx, { by: organizer, act: 'remove-passkey', subject: [organizer] }, means)
}
