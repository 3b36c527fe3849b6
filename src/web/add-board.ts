import { addBoardAsks } from './add-board-asks.ts'
import { addBoardFinal } from './add-board-final.ts'
import { addBoardList } from './add-board-list.ts'
import { addBoardNames } from './add-board-names.ts'
import { addBoardPaste } from './add-board-paste.ts'
import { addBoardSignOns } from './add-board-sign-ons.ts'
import type { Router } from './keep.ts'
import type { Organizing } from './organize-visit.ts'

/** Everything around a letter's sign-ons: whom to ask, who may sign, how the list prints. */
export function addBoard(app: Router, organizing: Organizing): void {
  // What has a name of its own goes before what is named by an id.
  addBoardPaste(app, organizing)
  addBoardAsks(app, organizing)
  addBoardSignOns(app, organizing)
  addBoardList(app, organizing)
  addBoardFinal(app, organizing)
  addBoardNames(app, organizing)
}
