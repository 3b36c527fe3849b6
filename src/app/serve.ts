import { join } from 'node:path'
import { readWitnesses, type Serve } from '#cli'
import type { Means } from '#kernel'
import {
  askWitnesses,
  jobHandlers,
  keepLogs,
  refuseOldLogs,
  startMails,
  watchPages,
  watchSignatures,
  keepTime,
} from '#jobs'
import {
  confirmKeys,
  keptText,
  openJournal,
  openSecrets,
  pageShelf,
  postText,
  serve,
  startJobs,
  systemMeans,
  type Config,
  type Database,
  type Journal,
  type KeptText,
  type Mailer,
  type Repeating,
  type Secrets,
} from '#platform'
import type { Policy } from '#proof'
import { openPress } from '#publication'
import { signingDeskBeside } from '#signatures'
import { campaignWarmer, logMeans, mailLinks, webHandler, type Site, type WebMeans } from '#web'
import { chooseTransport } from './transport.ts'

// Room for some thousand pages; the longest kept leave first.
const shelfBytes = 64 * 1024 * 1024

/** Puts the server together: pages, press, signing, mail, the log's sealing, and the watch that drops pages when facts change. */
export const serveHouse: Serve = async (database, config, { dev }) => {
  const means = systemMeans()
  const journal = openJournal((line) => process.stderr.write(line), means)
  const secrets = await openSecrets(config.secretsFile)
  await database.transaction((tx) => confirmKeys(tx, secrets, means.now()))
  const witnesses = await readWitnesses(config.witnesses)
  const heads = keptText(join(config.dataDir, 'log-heads.json'))
  await refuseOldLogs({ ...means, database, heads, policy: witnesses, send: postText })
  const shelf = pageShelf(shelfBytes)
  const press = openPress()
  const { transport, mailbox } = chooseTransport(config, secrets.mailKey, dev)
  let mailer: Mailer | undefined
  const log = logMeans(secrets, witnesses)
  const { connection } = database
  const desk = signingDeskBeside({ connection, secretsFile: config.secretsFile }, () => mailer?.wake())
  const webFor = (url: string): WebMeans => ({
    ...means,
    database,
    journal,
    shelf,
    press,
    site: siteOf(config, url),
    trustedProxies: config.trustedProxies,
    log,
    signing: {
      ...desk,
      vault: secrets.vault,
      // Without a mail server no mail is ever handed over, and the page after the form says so.
      mailDelaySeconds: () => mailer?.delaySeconds() ?? Number.POSITIVE_INFINITY,
      wakeMailer: () => mailer?.wake(),
      ...(mailbox && { devMailbox: mailbox }),
    },
  })
  const listening = await serve({
    host: config.host,
    port: config.port,
    shelf,
    handlerFor: (url) => webHandler(webFor(url)),
    onError: journal.fault,
  })
  desk.start()
  const clocks = startClocks({ database, journal, secrets, heads, witnesses, shelf, ...means })
  const links = mailLinks(siteOf(config, listening.url))
  if (transport)
    mailer = startMails({
      ...means,
      database,
      journal,
      vault: secrets.vault,
      transport,
      perSecond: config.mailPerSecond,
      links,
      policyFor: (origin) => log.facts(origin).receiptPolicy,
    })
  const stopAll = async () => {
    await Promise.all([...clocks.map((clock) => clock.stop()), mailer?.stop()])
  }
  const handlers = jobHandlers({ warm: campaignWarmer(webFor(listening.url)) })
  const jobs = await startJobs(database, handlers, (_name, thrown) => journal.fault(thrown)).catch(async (error) => {
    // What listens and watches by now would keep a failed start alive for ever.
    await Promise.all([stopAll(), listening.close(0), desk.close()])
    throw error
  })
  return {
    url: listening.url,
    close: async () => {
      await Promise.all([listening.close(5000), jobs.stop()])
      await desk.close()
      await stopAll()
      await press.close()
    },
  }
}

const siteOf = (config: Config, url: string): Site => ({ publicUrl: config.publicUrl ?? url })

/** Everything that happens by the clock. */
function startClocks(
  means: Means & {
    readonly database: Database
    readonly journal: Journal
    readonly secrets: Secrets
    readonly heads: KeptText
    readonly witnesses: Policy | undefined
    readonly shelf: Parameters<typeof watchPages>[0]['shelf']
  },
): readonly Repeating[] {
  return [
    watchPages(means),
    watchSignatures({ ...means, vault: means.secrets.vault }),
    keepTime(means),
    keepLogs({ ...means, keys: { seeds: means.secrets.logSeeds } }),
    ...(means.witnesses ? [askWitnesses({ ...means, policy: means.witnesses, send: postText })] : []),
  ]
}
