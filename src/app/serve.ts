import { join } from 'node:path'
import { firstLink } from '#accounts'
import { readWitnesses, type Serve } from '#cli'
import { openCapturer } from '#evidence'
import { deliverHooks, jobHandlers, refuseOldLogs, sealAtStart, watchPages, watchSources } from '#jobs'
import {
  confinementHere,
  confirmKeys,
  devMailbox,
  fetchSiteFile,
  keptFolder,
  keptText,
  openJournal,
  openSecrets,
  pageShelf,
  postText,
  serve,
  startJobs,
  systemDnsAsk,
  systemMeans,
  tellOutages,
  type Config,
} from '#platform'
import { openListDesk, openListPress, openListPrinter, openPress } from '#publication'
import { campaignWarmer, logMeans, mailPlaces, routes, webHandler, type Site, type WebMeans } from '#web'
import { backRoomBeside } from './back-room.ts'
import { chooseMail } from './choose-mail.ts'
import { openMailDoor } from './mail-door.ts'
import { readingRoomBeside } from './reading-room.ts'

// Room for some thousand pages; the longest kept leave first.
const shelfBytes = 64 * 1024 * 1024

/**
 * Puts the server together: pages and press, the watch that drops pages when facts change; and beside them the back room
 * with the signing desk, mail, the log's sealing and review.
 */
export const serveHouse: Serve = async (opened, config, { dev }) => {
  const means = systemMeans()
  const outages = tellOutages({
    ...means,
    database: opened,
    journal: openJournal((line) => process.stderr.write(line), means),
  })
  const { database, journal } = outages
  const secrets = await openSecrets(config.secretsFile)
  const first = await database.transaction(async (tx) => {
    await confirmKeys(tx, secrets, means.now())
    return firstLink(tx, secrets.vault, means)
  })
  const witnesses = await readWitnesses(config.witnesses)
  const heads = keptText(join(config.dataDir, 'log-heads.json'))
  await refuseOldLogs({ ...means, database, heads, policy: witnesses, send: postText })
  await sealAtStart({ ...means, database, journal, heads, keys: { seeds: secrets.logSeeds } })
  const shelf = pageShelf(shelfBytes)
  const press = openPress()
  if (confinementHere() === 'program') process.stderr.write(`${readerWithoutNamespace}\n`)
  const reading = readingRoomBeside()
  const lists = openListDesk(database, means.now)
  const printer = openListPrinter({
    ...{ desk: lists, press: openListPress(), now: means.now, onFault: journal.fault },
    folder: keptFolder(join(config.dataDir, 'lists')),
  })
  const mail = chooseMail(config, dev)
  const mailbox = mail?.kind === 'kept' ? devMailbox() : undefined
  const log = logMeans(secrets, witnesses)
  const { connection } = database
  const { dataDir, secretsFile, mailPerSecond, mailInReplies } = config
  const room = backRoomBeside(
    { connection, dataDir, secretsFile, mailPerSecond, mailInReplies, witnesses, mail },
    { journal, onKept: (one) => void mailbox?.send(one) },
  )
  const mailing = { vault: secrets.vault, mailDelaySeconds: room.delaySeconds, wakeMailer: room.wake }
  const proving = { ask: systemDnsAsk(), fetchFile: (address: string) => fetchSiteFile(address) }
  const webFor = (url: string): WebMeans => ({
    ...means,
    database,
    journal,
    shelf,
    press,
    lists,
    printer,
    site: siteOf(config, url),
    trustedProxies: config.trustedProxies,
    log,
    accounts: { ...mailing, replyHost: mailInReplies, bringForm: reading.bringForm },
    represent: { ...mailing, ...proving, ...(config.mailFrom !== undefined && { inbox: config.mailFrom }) },
    signing: {
      wish: (form) => outages.watch(() => room.wish(form)),
      confirm: (wish) => outages.watch(() => room.confirm(wish)),
      ...mailing,
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
  const places = mailPlaces(siteOf(config, listening.url))
  room.start(places)
  const mailDoor = await openMailDoor(config, { connection, journal }).catch(async (error) => {
    await Promise.all([room.close(), listening.close(0)])
    throw error
  })
  const pages = watchPages({ ...means, database, shelf, journal })
  const capturer = openCapturer()
  const evidence = { database, means: { ...means, capturer, timestampUrl: config.timestampUrl } }
  const sources = watchSources(database, { ...evidence.means, journal })
  const hooks = deliverHooks({
    ...{ ...means, database, journal, vault: secrets.vault },
    eventUrl: (campaign, event) => `${siteOf(config, listening.url).publicUrl}${routes.recordEvent(campaign, event)}`,
  })
  const stopAll = async () => {
    await Promise.all([pages.stop(), sources.stop(), hooks.stop(), room.close(), mailDoor?.close(), capturer.close()])
  }
  const handlers = jobHandlers({ warm: campaignWarmer(webFor(listening.url)), evidence })
  const jobs = await startJobs(database, handlers, (_name, thrown) => outages.fault(thrown)).catch(async (error) => {
    // What listens and watches by now would keep a failed start alive for ever.
    await Promise.all([stopAll(), listening.close(0)])
    throw error
  })
  return {
    url: listening.url,
    ...(mailDoor && { mailPort: mailDoor.port }),
    firstPage: first === undefined ? undefined : `${places.signIn}${first}`,
    close: async () => {
      // First: a page being fetched would hold up the end, and its job does it again.
      await Promise.all([capturer.close(), reading.close(), printer.close(), listening.close(5000), jobs.stop()])
      await stopAll()
      await Promise.all([press.close(), lists.close()])
    },
  }
}

// Said at start, for only the operator can change it (docs/operating/install.md).
const readerWithoutNamespace =
  'This system gives no network namespace: files that people bring in are read with the network shut by Node alone.'

const siteOf = (config: Config, url: string): Site => ({ publicUrl: config.publicUrl ?? url })
