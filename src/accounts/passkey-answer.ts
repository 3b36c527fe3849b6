import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import { z } from 'zod'

const text = z
  .string()
  .max(16_384)
  .regex(/^[\w-]*$/)
const common = { id: text.min(1).max(1400), rawId: text, type: z.literal('public-key') }

/** What a browser sends of a new passkey (WebAuthn Level 3, RegistrationResponseJSON), as far as it is looked at. */
const added = z.object({
  ...common,
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .default([]),
  }),
})

/** What it sends to sign in (AuthenticationResponseJSON). Whose the passkey is stands in our own row, not in what it says. */
const used = z.object({
  ...common,
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
  }),
})

const clientData = z.object({ challenge: text.length(43), crossOrigin: z.boolean().optional() })

/** An answer that reads, with the challenge that it says it answers. */
export type PasskeyAnswer<Answer> = { readonly answer: Answer; readonly challenge: string }

/** Reads the answer of a new passkey; `undefined` when it is none, or brings a certificate to be looked into. */
export function readAdded(posted: unknown): PasskeyAnswer<z.infer<typeof added>> | undefined {
  const read = withChallenge(added.safeParse(posted).data)
  return read && isPlain(read.answer.response.attestationObject) ? read : undefined
}

/** Reads the answer of a passkey that signs in; `undefined` when it is none. */
export function readUsed(posted: unknown): PasskeyAnswer<z.infer<typeof used>> | undefined {
  return withChallenge(used.safeParse(posted).data)
}

function withChallenge<Answer extends { readonly response: { readonly clientDataJSON: string } }>(
  answer: Answer | undefined,
): PasskeyAnswer<Answer> | undefined {
  const client = answer && clientDataOf(answer.response.clientDataJSON)
  // Our pages stand in nobody's frame.
  if (!answer || !client || client.crossOrigin === true) return undefined
  return { answer, challenge: client.challenge }
}

function clientDataOf(encoded: string): z.infer<typeof clientData> | undefined {
  try {
    return clientData.safeParse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))).data
  } catch {
    return undefined
  }
}

/**
 * We ask for no attestation: what may come is none, or a passkey's signature on itself. Certificates would be parsed,
 * and addresses in them fetched, for a proof that nobody asked for.
 */
function isPlain(encoded: string): boolean {
  try {
    const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(encoded, 'base64url')))
    const format = decoded.get('fmt')
    return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined)
  } catch {
    return false
  }
}
