/** Which fact or hour wakes which verb. */
export { askWitnesses, refuseOldLogs } from './ask-witnesses.ts'
export { declareTexts } from './declare-texts.ts'
export { jobHandlers, type Wakes } from './handlers.ts'
export { keepLogs, sealAtStart } from './keep-logs.ts'
export { remindByClock, settleSignOnsByClock } from './settle-sign-ons.ts'
export { startMails, type MailPlaces } from './start-mails.ts'
export { watchPages } from './watch-pages.ts'
export { continueReviews, keepTime, watchSignatures } from './watch-signatures.ts'
