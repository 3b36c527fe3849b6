/** Puts it together: the process, its terminal, its server. */
export { main } from './main.ts'
