import { addRepresentCounsel } from './add-represent-counsel.ts'
import { addRepresentJoin } from './add-represent-join.ts'
import { addRepresentOwn } from './add-represent-own.ts'
import { addRepresentPrivacy } from './add-represent-privacy.ts'
import { addSheet } from './add-sheet.ts'
import type { Router, WebMeans } from './keep.ts'
import { patterns } from './routes.ts'
import { readerSheet } from './style-sheet.ts'

/** Every page for representatives of organizations, on a server that gathers their signatures. */
export function addRepresent(app: Router, means: WebMeans): void {
  const { represent } = means
  if (!represent) return
  const representing = { means, represent }
  addSheet(app, means, patterns.readerSheet, readerSheet)
  addRepresentJoin(app, representing)
  addRepresentOwn(app, representing)
  addRepresentCounsel(app, representing)
  addRepresentPrivacy(app, representing)
}
