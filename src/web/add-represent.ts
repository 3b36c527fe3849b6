import { addRepresentCounsel } from './add-represent-counsel.ts'
import { addRepresentJoin } from './add-represent-join.ts'
import { addRepresentOwn } from './add-represent-own.ts'
import type { Router, WebMeans } from './keep.ts'

/** Every page for representatives of organizations, on a server that gathers their signatures. */
export function addRepresent(app: Router, means: WebMeans): void {
  const { represent } = means
  if (!represent) return
  const representing = { means, represent }
  addRepresentJoin(app, representing)
  addRepresentOwn(app, representing)
  addRepresentCounsel(app, representing)
}
