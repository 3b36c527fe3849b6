/** Which fact or hour wakes which verb. */
export { jobHandlers, type Wakes } from './handlers.ts'
export { watchPages } from './watch-pages.ts'
