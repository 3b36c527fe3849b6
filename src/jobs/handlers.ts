import { tellOfReply } from './tell-answers.ts'
import { workCapture, workCheck, workTimestamp, type EvidenceMeans } from '#evidence'
import type { Database, JobHandlers } from '#platform'

/** What jobs wake. Put in by app, because pages are the web room's to make. */
export type Wakes = {
  /** Builds the pages and files of a campaign before the first visitor asks for them. */
  readonly warm: (campaign: string) => Promise<void>
  /** What fetches the pages that are kept as evidence, and where to. */
  readonly evidence: { readonly database: Database; readonly means: EvidenceMeans }
}

/** Which fact wakes which verb. */
export function jobHandlers({ warm, evidence }: Wakes): JobHandlers {
  return {
    'letters.state-set': async ({ campaign }) => {
      if (campaign !== undefined) await warm(campaign)
    },
    'evidence.capture': (ids) => workCapture(evidence.database, ids, evidence.means),
    'evidence.timestamp': (ids) => workTimestamp(evidence.database, ids, evidence.means),
    'responses.reply-published': (ids) => tellOfReply(evidence.database, ids, evidence.means),
    'evidence.check': (ids) => workCheck(evidence.database, ids, evidence.means),
  }
}
