/** What every mail under way may take of this process's memory together. */
export type MailRoom = {
  /** @returns whether there was room for that many bytes more; then they are taken. */
  readonly take: (bytes: number) => boolean
  readonly giveBack: (bytes: number) => void
  readonly taken: () => number
}

/** Room for `most` bytes. Many mails at once would else fill the memory with what nobody has judged yet. */
export function mailRoom(most: number): MailRoom {
  let taken = 0
  return {
    take: (bytes) => {
      if (taken + bytes > most) return false
      taken += bytes
      return true
    },
    giveBack: (bytes) => {
      taken -= bytes
    },
    taken: () => taken,
  }
}

/** What came of reading a mail from a connection. */
export type Arrived =
  /** Whole; it lies in the room until it is let go. */
  | { readonly kind: 'whole'; readonly raw: Buffer; readonly letGo: () => void }
  | { readonly kind: 'too-large' }
  /** So much is under way that this one has to come again. */
  | { readonly kind: 'no-room' }
  /** The connection ended before the mail did: whoever sends it still has it. */
  | { readonly kind: 'cut-off' }

/** Reads a mail to its end, of which no more than `most` bytes are kept; what is not whole is forgotten. */
export async function readArriving(pieces: AsyncIterable<Uint8Array>, most: number, room: MailRoom): Promise<Arrived> {
  let kept: Uint8Array[] = []
  let bytes = 0
  let trouble: 'too-large' | 'no-room' | undefined
  const letGo = () => {
    room.giveBack(bytes)
    bytes = 0
    kept = []
  }
  try {
    for await (const piece of pieces) {
      // It is read on, for the answer comes after the end, but nothing of it is kept.
      if (trouble !== undefined) continue
      trouble = bytes + piece.length > most ? 'too-large' : room.take(piece.length) ? undefined : 'no-room'
      if (trouble === undefined) {
        kept.push(piece)
        bytes += piece.length
      } else letGo()
    }
  } catch {
    letGo()
    return { kind: 'cut-off' }
  }
  return trouble === undefined ? { kind: 'whole', raw: Buffer.concat(kept), letGo } : { kind: trouble }
}
