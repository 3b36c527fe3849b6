import { answerInWorker, connectDatabase, systemMeans, type Connection } from '#platform'
import { listWork, type ListPlace, type ListWork } from './list-work.ts'
import type { ListWish } from './list-view.ts'

/** What the thread is handed: plain data. */
export type ListTask = {
  readonly connection: Connection
  readonly task:
    | { readonly about: 'view'; readonly place: ListPlace; readonly wish: ListWish }
    | { readonly about: 'file'; readonly place: ListPlace; readonly kind: 'csv' | 'json' }
    | { readonly about: 'print'; readonly place: ListPlace }
    | { readonly about: 'mark'; readonly place: ListPlace; readonly before: number }
}

/** Keeps the connection, and with it the list read last, from one task to the next. */
function listAnswers(): (given: unknown) => Promise<unknown> {
  const opened = new Map<string, ListWork>()
  const workOn = (connection: Connection): ListWork => {
    const key = JSON.stringify(connection)
    const known =
      opened.get(key) ??
      listWork(
        connectDatabase(connection, () => {}, 1),
        systemMeans().now,
      )
    opened.set(key, known)
    return known
  }
  return (given) => {
    const { connection, task } = given as ListTask
    const work = workOn(connection)
    switch (task.about) {
      case 'view':
        return work.view(task.place, task.wish)
      case 'file':
        return work.file(task.place, task.kind)
      case 'print':
        return work.toPrint(task.place)
      case 'mark':
        return work.mark(task.place, task.before)
      default:
        return task satisfies never
    }
  }
}

answerInWorker(listAnswers())
