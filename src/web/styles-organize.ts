import { sheetOf } from './style-sheet.ts'
import { boardStyles, recordStyles, waitingStyles } from './styles-board.ts'
import { bringStyles } from './styles-bring.ts'
import { commitStyles } from './styles-commit.ts'
import { deskStyles } from './styles-desk.ts'
import { workStyles } from './styles-work.ts'
import { writeStyles } from './styles-write.ts'
import { styles } from './styles.ts'

const text = [
  styles,
  deskStyles,
  workStyles,
  writeStyles,
  waitingStyles,
  boardStyles,
  recordStyles,
  commitStyles,
  bringStyles,
].join('')

/**
 * The styles of pages for organizers: a file of its own, which a browser fetches once. Public pages carry theirs and are
 * whole with the first answer; these are opened all day, and each would weigh as much as its words again.
 */
export const organizerSheet = sheetOf(text)
