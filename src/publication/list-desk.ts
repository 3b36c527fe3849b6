import { findLetter } from '#letters'
import { lastPositionOf } from '#organizations'
import { workerDesk, type Database } from '#platform'
import type { ListTask } from './list-desk-worker.ts'
import { listWork, type ListPlace, type ListWork } from './list-work.ts'

/** Works on lists beside the visitors, wherever a list is long. */
export type ListDesk = ListWork & { readonly close: () => Promise<void> }

/** Up to so many lines a list is read and ordered at once; it takes less than half a tenth of a second. */
const shortAtMost = 500

// The list read last stays in the thread's memory while somebody goes on asking.
const limits = { secondsAtMost: 120, secondsIdle: 120 } as const

/** Opens the desk: short lists are worked on here, long ones in a thread that starts with the first of them. */
export function openListDesk(database: Pick<Database, 'read' | 'connection'>, now: () => Date): ListDesk {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const thread = workerDesk(new URL(`./list-desk-worker.${ending}`, import.meta.url), limits)
  const here = listWork(database, now)
  const { connection } = database
  const there = async <T>(task: ListTask['task']): Promise<T> =>
    (await thread.ask({ connection, task } satisfies ListTask)) as T
  const isLong = ({ campaign, letter }: ListPlace): Promise<boolean> =>
    database.read(async (tx) => {
      const found = await findLetter(tx, campaign, letter)
      return found !== undefined && (await lastPositionOf(tx, found.campaign.id, found.letter.id)) > shortAtMost
    })
  return {
    view: async (place, wish) =>
      (await isLong(place)) ? there({ about: 'view', place, wish }) : here.view(place, wish),
    file: async (place, kind) =>
      (await isLong(place)) ? there({ about: 'file', place, kind }) : here.file(place, kind),
    // However short the list is, the public may be many.
    toPrint: (place) => there({ about: 'print', place }),
    mark: async (place, before) =>
      (await isLong(place)) ? there({ about: 'mark', place, before }) : here.mark(place, before),
    close: thread.close,
  }
}
