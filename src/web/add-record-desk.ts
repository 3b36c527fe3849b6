import { addAssessment } from './add-assessment.ts'
import { addAssessments } from './add-assessments.ts'
import { addCommitment } from './add-commitment.ts'
import { addCommitments } from './add-commitments.ts'
import { addDemands } from './add-demands.ts'
import { addRecordEntries } from './add-record-entries.ts'
import { addSourceCaptures } from './add-source-captures.ts'
import { addSources } from './add-sources.ts'
import type { Router } from './keep.ts'
import type { Organizing } from './organize-visit.ts'

/** Everything on which organizers keep what recipients promised and did, and what it rests on. */
export function addRecordDesk(app: Router, organizing: Organizing): void {
  // What has a name of its own goes before what is named by an id.
  addSourceCaptures(app, organizing)
  addSources(app, organizing)
  addDemands(app, organizing)
  addCommitments(app, organizing)
  addCommitment(app, organizing)
  addAssessments(app, organizing)
  addAssessment(app, organizing)
  addRecordEntries(app, organizing)
}
