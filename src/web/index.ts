/** Pages, rendered on the server: `routes.ts` holds every URL. No script, no cookie, no third party. */
export { webHandler, type WebMeans } from './handler.ts'
export { campaignWarmer } from './warm.ts'
export { routes } from './routes.ts'
export type { Site } from './layout.ts'
export { openPress } from '#publication'
