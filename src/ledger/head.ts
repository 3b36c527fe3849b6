import { Fault } from '#kernel'
import { parseCheckpoint, parseNote, rootOf, type Checkpoint, type Edge } from '#proof'
import type { Head } from './store-tree.ts'

/** A log that is not what was signed: nobody may sign it again before a person has looked. */
export const damaged = (why: string): Fault => new Fault('log-damaged', `A log will not be signed again: ${why}.`)

/** What a checkpoint of ours says. It is our own and was checked when it was written: signatures are not looked at. */
export function checkpointIn(note: string): Checkpoint {
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '')
  if (!checkpoint) throw damaged('its last checkpoint does not read')
  return checkpoint
}

/** @throws Fault `log-damaged` when what was signed last is not the tree that now stands in the tiles. */
export function refuseOther(head: Head | undefined, origin: string, edge: Edge): void {
  if (!head) return
  const signed = checkpointIn(head.checkpoint)
  if (signed.origin !== origin || signed.size !== head.size) throw damaged('its last checkpoint is not its own')
  // Between two checkpoints the tiles are ahead of the last one, and were compared with it when they left it behind.
  if (signed.size === edge.size && !Buffer.from(signed.root).equals(rootOf(edge)))
    throw damaged('its tiles have another root than was signed')
}
