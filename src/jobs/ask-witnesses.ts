import { Fault, type Means } from '#kernel'
import { cosignLogs, refuseOldLog, type OutsideWord, type SendText, type WitnessReport } from '#ledger'
import { every, type Database, type Journal, type Repeating } from '#platform'
import type { Policy } from '#proof'

const askMilliseconds = 1000

/**
 * Asks the witnesses to cosign new checkpoints, about once a second, until stopped. What changes with a witness is told
 * to the journal; that one knows more of a log than we do, or other leaves, is an error for the operator to act on.
 */
export function askWitnesses(
  means: Pick<Means, 'now'> & {
    readonly database: Database
    readonly journal: Journal
    readonly policy: Policy
    readonly send: SendText
  },
): Repeating {
  const { database, journal, policy, send } = means
  const last = new Map<string, string>()
  return every(askMilliseconds, journal, async () => {
    for (const report of await cosignLogs(database, policy, send, means)) {
      const { witness, outcome, campaign } = report
      const about = `${witness} ${campaign}`
      if (last.get(about) !== outcome.kind && !(outcome.kind === 'cosigned' && !last.has(about))) tell(journal, report)
      last.set(about, outcome.kind)
    }
  })
}

/**
 * What must hold before a server seals or adds anything.
 * @throws Fault `log-older` when the database was brought back from an older state than was signed.
 */
export async function refuseOldLogs(
  means: Pick<Means, 'now'> & OutsideWord & { readonly database: Database },
): Promise<void> {
  await refuseOldLog(means.database, means, means)
}

function tell(journal: Journal, { witness, outcome }: WitnessReport): void {
  switch (outcome.kind) {
    case 'cosigned':
      return journal.note({ level: 'info', code: 'witness-back', text: `The witness ${witness} cosigns again.` })
    case 'unreachable':
      return journal.note({ level: 'warning', code: 'witness-away', text: `The witness ${witness} does not answer.` })
    case 'refused':
      return journal.note({
        level: 'warning',
        code: 'witness-refuses',
        text: `The witness ${witness} does not cosign (status ${outcome.status}). Does it know this log and its key?`,
      })
    case 'knows-more':
    case 'knows-other':
      journal.fault(new Fault('log-older', `The witness ${witness} knows another state of a log than this server.`))
      return
    default:
      return outcome satisfies never
  }
}
