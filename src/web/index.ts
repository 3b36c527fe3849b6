/** Pages, rendered on the server: `routes.ts` holds every URL. No script, no cookie, no third party. */
export { webHandler } from './handler.ts'
export type { WebMeans } from './keep.ts'
export type { LogMeans } from './log-files.ts'
export { campaignWarmer } from './warm.ts'
export { routes } from './routes.ts'
export type { Site } from './layout.ts'
