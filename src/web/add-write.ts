import type { Router } from './keep.ts'
import type { Organizing } from './organize-visit.ts'
import { addBring } from './add-bring.ts'
import { addWriteCampaign } from './add-write-campaign.ts'
import { addWriteComments } from './add-write-comments.ts'
import { addWriteEdit } from './add-write-edit.ts'
import { addWriteEditions } from './add-write-editions.ts'
import { addWriteFreeze } from './add-write-freeze.ts'
import { addWriteLetter } from './add-write-letter.ts'
import { addWritePreview } from './add-write-preview.ts'
import { addWriteRecipients } from './add-write-recipients.ts'
import { addWriteSaves } from './add-write-saves.ts'
import { addWriteState } from './add-write-state.ts'

/** Every page on which organizers write: from a new campaign to a letter that strangers read. */
export function addWrite(app: Router, organizing: Organizing): void {
  addWriteCampaign(app, organizing)
  addWriteRecipients(app, organizing)
  addWriteLetter(app, organizing)
  addWriteEdit(app, organizing)
  addWriteSaves(app, organizing)
  addWriteEditions(app, organizing)
  addWritePreview(app, organizing)
  addWriteFreeze(app, organizing)
  addWriteState(app, organizing)
  addWriteComments(app, organizing)
  addBring(app, organizing)
}
