export type { ListSettings, Organization, SignOn } from './sign-on.ts'
export { recordList, type SignOnStart } from './record-list.ts'
export { printedList, type PrintedList } from './printed-list.ts'
export { listSettings, organizationsOf, signOnCounts, signOnsOf } from './store.ts'
