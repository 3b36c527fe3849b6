import { lineFacts } from '../../src/organizations/line-facts.ts'
import type { ListedSignatory } from '../../src/organizations/listing.ts'

/** An organization on a list, with nothing to be said of it but its name. */
export const plainSignatory: ListedSignatory = {
  ...lineFacts({ kind: 'organization', name: 'Harbor Lights' }),
  position: 1,
  representative: undefined,
  country: undefined,
  note: undefined,
}
