import type { CampaignId } from '#kernel'
import type { Database } from '#platform'
import {
  addSignatures,
  cosignaturesIn,
  openNote,
  parseNote,
  proveGrowth,
  quorumHolds,
  writeAddCheckpoint,
  type NoteVerifier,
  type Policy,
  type PolicyWitness,
} from '#proof'
import { tileReader } from './read-tiles.ts'
import { findLog } from './store.ts'
import { findTree, waitForTree, writeCosigned, writeHead, type Head } from './store-tree.ts'
import { noteSeen } from './store-witness.ts'

/** Posts a text to an address. @returns `undefined` when nobody answers there in time. */
export type SendText = (
  url: string,
  text: string,
) => Promise<{ readonly status: number; readonly contentType: string; readonly text: string } | undefined>

/** What came of asking a witness to cosign a log's newest checkpoint. */
export type WitnessOutcome =
  | { readonly kind: 'cosigned' | 'unreachable' }
  /** It has seen more leaves than we have, or others: our log is not the one that was signed. */
  | { readonly kind: 'knows-more'; readonly size: number }
  | { readonly kind: 'knows-other' }
  /** It does not know this log, or our key, or answers what no witness answers. */
  | { readonly kind: 'refused'; readonly status: number }

/** Everything about one question to one witness. */
export type Question = {
  readonly database: Database
  readonly campaign: CampaignId
  readonly policy: Policy
  /** One of the policy's. */
  readonly witness: PolicyWitness & { readonly url: string }
  readonly send: SendText
  readonly now: () => Date
}

/** A witness by its key: its name is the policy's and may change. */
export function witnessId({ name, keyId }: NoteVerifier): string {
  return `${name}+${keyId.toString(16).padStart(8, '0')}`
}

/**
 * Asks a witness to cosign the newest checkpoint (C2SP tlog-witness, `add-checkpoint`) as grown from `old` leaves, and
 * once more from the size it names when that is another. No transaction is open while it thinks. A cosignature goes
 * below the checkpoint if that is still the newest; one that came too late only tells what the witness has seen.
 */
export async function askWitness(question: Question, old: number, mayRetry = true): Promise<WitnessOutcome> {
  const { database, campaign, witness, send } = question
  const asked = await database.read(async (tx) => {
    const log = await findLog(tx, campaign)
    const head = (await findTree(tx, campaign))?.head
    if (!log || !head || old > head.size) return undefined
    return { log, head, proof: await proveGrowth(old, head.size, tileReader(tx, campaign)) }
  })
  if (!asked) return { kind: 'refused', status: 0 }
  const { log, head, proof } = asked
  const body = writeAddCheckpoint({ old, proof, checkpoint: head.checkpoint })
  const answer = await send(`${witness.url.replace(/\/+$/, '')}/add-checkpoint`, body)
  if (!answer) return { kind: 'unreachable' }
  if (answer.status === 200) {
    const lines = cosignaturesIn(answer.text, head.checkpoint, [witness.verifier])
    if (lines.length === 0) return { kind: 'refused', status: 200 }
    await keepCosignature(question, head, lines)
    return { kind: 'cosigned' }
  }
  // From the size that the witness itself named: then what it saw is no beginning of what we have.
  if (answer.status === 422 && !mayRetry) return { kind: 'knows-other' }
  const size = answer.status === 409 ? sizeIn(answer) : undefined
  if (size === undefined) return { kind: 'refused', status: answer.status }
  if (size > log.size) return { kind: 'knows-more', size }
  if (size === old) return { kind: 'knows-other' }
  // Another process of ours was faster with a newer checkpoint: the next round sees it.
  if (size > head.size || !mayRetry) return { kind: 'refused', status: 409 }
  return askWitness(question, size, false)
}

function sizeIn({ contentType, text }: { readonly contentType: string; readonly text: string }): number | undefined {
  const [, size] = /^(0|[1-9]\d{0,14})\n$/.exec(text) ?? []
  return contentType.startsWith('text/x.tlog.size') && size !== undefined ? Number(size) : undefined
}

/** Puts lines under the checkpoint that was asked about, where it still is the newest; and keeps it for receipts, where they are enough. */
async function keepCosignature(
  { database, campaign, policy, witness, now }: Question,
  asked: Head,
  lines: readonly string[],
): Promise<void> {
  await database.transaction(async (tx) => {
    const head = (await waitForTree(tx, campaign))?.head
    const isNewest = head && parseNote(head.checkpoint)?.text === parseNote(asked.checkpoint)?.text
    const checkpoint = addSignatures(isNewest ? head.checkpoint : asked.checkpoint, lines)
    if (isNewest) await writeHead(tx, campaign, { ...head, checkpoint })
    if (isEnough(checkpoint, policy)) await writeCosigned(tx, campaign, { checkpoint, size: asked.size })
    await noteSeen(tx, campaign, { witness: witnessId(witness.verifier), size: asked.size, at: now() })
  })
}

function isEnough(checkpoint: string, policy: Policy): boolean {
  const opened = openNote(
    checkpoint,
    policy.witnesses.map(({ verifier }) => verifier),
  )
  const seen = policy.witnesses.filter((one) => opened?.verified.some(({ verifier }) => verifier === one.verifier))
  return quorumHolds(policy, new Set(seen.map(({ name }) => name)))
}
