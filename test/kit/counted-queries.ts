import type { KyselyPlugin } from 'kysely'
import type { Database, Tx } from '../../src/platform/index.ts'

/** A database that counts the questions it is asked. */
export type CountedDatabase = { readonly database: Database; readonly asked: () => number }

/** The same database, counting every statement that is sent through `read` and `transaction`. */
export function countedQueries(database: Database): CountedDatabase {
  let asked = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    // Counted by their answers: a question within a question is no question of its own.
    transformResult: async ({ result }) => {
      asked += 1
      return result
    },
  }
  const counted = (tx: Tx): Tx => tx.withPlugin(counting)
  return {
    database: {
      ...database,
      read: (work) => database.read((tx) => work(counted(tx))),
      transaction: (work) => database.transaction((tx) => work(counted(tx))),
    },
    asked: () => asked,
  }
}
