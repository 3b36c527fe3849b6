import { boardStyles } from './styles-board.ts'
import { deskStyles } from './styles-desk.ts'
import { writeStyles } from './styles-write.ts'

/** Styles that only pages for organizers need, after those of every page: public pages stay small. One line per part. */
export const organizerStyles = [deskStyles, writeStyles, boardStyles].join('')
