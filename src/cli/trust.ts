import { readFile } from 'node:fs/promises'
import { parsePolicy, writeVerifierKey, type OpenedCheckpoint, type Policy } from '#proof'
import { printable } from './printable.ts'

/** Whose signatures are asked for, and who said so. */
export type Trust = { readonly policy: Policy; readonly isOwn: boolean }

/** A policy, or a sentence that says why there is none. */
export type ReadTrust = ({ readonly kind: 'trust' } & Trust) | { readonly kind: 'none'; readonly sentence: string }

/**
 * The policy to judge by: the person's own file where one was named, else what came with the log itself, which proves
 * less (see `trustSentence`).
 */
export async function readTrust(
  file: string | undefined,
  published: () => Promise<string | undefined>,
): Promise<ReadTrust> {
  const text = file === undefined ? await published() : await readFile(file, 'utf8').catch(() => undefined)
  const none = (sentence: string): ReadTrust => ({ kind: 'none', sentence })
  if (text === undefined)
    return none(file === undefined ? 'There is no policy here: give one with --policy.' : `${file} cannot be read.`)
  const policy = parsePolicy(text)
  if (policy === undefined) return none(`${file ?? 'The policy that comes with it'} is not a tlog-policy.`)
  return { kind: 'trust', policy, isOwn: file !== undefined }
}

/** What the keys are worth that a checkpoint was judged by. */
export function trustSentence({ policy, isOwn }: Trust, where: string): string {
  if (isOwn) return 'The keys are those of your policy file.'
  const keys = policy.logs.map(({ verifier }) => `  ${printable(writeVerifierKey(verifier))}`)
  return [
    `No --policy was given, so the key was taken from ${where}. Compare it with the one that the campaign prints:`,
    ...keys,
  ].join('\n')
}

/** Who cosigned a checkpoint, and when. */
export function witnessSentence({ witnesses }: OpenedCheckpoint): string {
  if (witnesses.length === 0) return 'No witness of the policy cosigned it.'
  const each = witnesses.map(({ witness, time }) => {
    const date = new Date(time * 1000)
    const when = Number.isNaN(date.getTime()) ? 'at no time we can print' : date.toISOString()
    return `${printable(witness.name)} (${when})`
  })
  return `Cosigned by ${each.join(', ')}.`
}
