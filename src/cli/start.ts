import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from './command.ts'
import { readArguments } from './arguments.ts'
import { noteAddress } from './address.ts'
import { openHouse } from './database.ts'
import { stopAsked } from './stop-asked.ts'
import { loadExample } from './load-example.ts'

/** How long running answers may take to end when the server is asked to stop. */
const patienceSeconds = 15

export const start: Command = {
  help: `Usage: undersigned start [--dev]

Starts the database and the server, prints the address, and serves until Ctrl-C or SIGTERM.

  --dev   for trying it out: an empty database of ours gets the example campaign
          (never where PUBLIC_URL or DATABASE_URL is set)

Settings come from the environment: PORT, HOST, PUBLIC_URL, DATA_DIR, DATABASE_URL,
TRUSTED_PROXIES, MAIL_IN_PORT; docs/operating/settings.md explains each.
`,
  run: async (args, means) => {
    const read = readArguments(args, { dev: { type: 'boolean' } })
    if (read.kind === 'wrong' || read.words.length > 0) {
      means.terminal.say(read.kind === 'wrong' ? read.sentence : '"start" takes no further words.')
      return 2
    }
    const stop = stopAsked()
    const house = await openHouse(means, 'server')
    const { config, database } = house
    try {
      const own = config.databaseUrl === undefined && config.publicUrl === undefined
      const dev = read.flags.has('dev') && own
      if (dev) await loadExample(house, means.terminal)
      const served = await means.serve(database, config, { dev })
      const url = config.publicUrl ?? served.url
      // With a database of one's own the data folder may be one that nobody can write; only commands miss the note.
      const takeBack = await noteAddress(config.dataDir, { url, isPublic: config.publicUrl !== undefined }).catch(
        () => undefined,
      )
      means.terminal.say(`Undersigned is at ${url} (stop with Ctrl-C)`)
      if (served.mailPort !== undefined)
        means.terminal.say(`Mail to ${config.mailFrom} is taken in at ${config.mailInHost}, port ${served.mailPort}.`)
      if (served.firstPage !== undefined)
        means.terminal.say(
          `Nobody has an account yet. Whoever opens this link first, within a day, becomes the operator:\n${served.firstPage}`,
        )
      await stop
      await takeBack?.()
      means.terminal.say('Stopping.')
      await Promise.race([served.close(), wait(patienceSeconds * 1000, undefined, { ref: false })])
    } finally {
      await database.close()
    }
    return 0
  },
}
