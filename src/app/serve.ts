import type { Serve } from '#cli'
import { jobHandlers, watchPages } from '#jobs'
import { openJournal, pageShelf, serve, startJobs, systemMeans } from '#platform'
import { openPress } from '#publication'
import { campaignWarmer, webHandler, type WebMeans } from '#web'

// Room for some thousand pages; the longest kept leave first.
const shelfBytes = 64 * 1024 * 1024

/** Puts the server together: pages, press, jobs and the watch that drops pages when facts change. */
export const serveHouse: Serve = async (database, config) => {
  const means = systemMeans()
  const journal = openJournal((line) => process.stderr.write(line), means)
  const shelf = pageShelf(shelfBytes)
  const press = openPress()
  const webFor = (url: string): WebMeans => {
    const site = { publicUrl: config.publicUrl ?? url }
    return { ...means, database, journal, shelf, press, site, trustedProxies: config.trustedProxies }
  }
  const listening = await serve({
    host: config.host,
    port: config.port,
    shelf,
    handlerFor: (url) => webHandler(webFor(url)),
    onError: journal.fault,
  })
  const watch = watchPages({ database, shelf, journal, now: means.now })
  const handlers = jobHandlers({ warm: campaignWarmer(webFor(listening.url)) })
  const jobs = await startJobs(database, handlers, (_name, thrown) => journal.fault(thrown)).catch(async (error) => {
    // What listens and watches by now would keep a failed start alive for ever.
    watch.stop()
    await listening.close(0)
    throw error
  })
  return {
    url: listening.url,
    close: async () => {
      watch.stop()
      await Promise.all([listening.close(5000), jobs.stop()])
      await press.close()
    },
  }
}
