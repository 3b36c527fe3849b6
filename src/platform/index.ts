/** The machine under the house: configuration, keys, journal, clock, database, jobs. Knows no domain. */
export { systemMeans } from './clock.ts'
export { discarding, readConfig, settings, type Config } from './config.ts'
export { type Environment, type Setting } from './setting.ts'
export { openSecretKeys, openSecrets, placeSecrets, readSecretKeys, replaceSecrets } from './open-secrets.ts'
export { fingerprintOf, fingerprintsOf, secretsOf, type SecretKeys, type Secrets } from './keys/secrets.ts'
export { retireKey, rotateIdentity, rotateKey, type RotatedUse, type Rotation } from './keys/rotate.ts'
export { publicKeyOf } from './keys/public-key.ts'
export { mailRecord } from './keys/mail-record.ts'
export {
  openVault,
  type MarkPart,
  type MarkPurpose,
  type NumberedKey,
  type Vault,
  type VaultKeys,
} from './keys/vault.ts'
export { confirmKeys, forgetKey, knowsKey, missingKeys } from './confirm-keys.ts'
export { type BackupFacts, type OnProgress } from './backup/facts.ts'
export { makeBackupKey, readBackupKey } from './backup-key.ts'
export { type Lock } from './backup/lock.ts'
export { writeBackup, type BackupOptions } from './write-backup.ts'
export { checkBackup, restoreBackup, type CheckedBackup, type RestoreOptions } from './restore-backup.ts'
export { readKeysBackup, writeKeysBackup } from './keys-backup.ts'
export { every, type Repeating } from './every.ts'
export { openJournal, type Entry, type Journal, type Level } from './journal.ts'
export {
  bigintArray,
  booleanArray,
  bytesArray,
  integerArray,
  smallintArray,
  textArray,
  timeArray,
  uuidArray,
} from './database/arrays.ts'
export { affectedRows } from './database/affected-rows.ts'
export { connectDatabase, isConnectionLost, type Connection, type Database, type Tx } from './database/database.ts'
export { groupCommit, type GroupCommit, type GroupOptions } from './group-commit.ts'
export { migrate, readMigrations, type Migration } from './database/migrate.ts'
export { openDatabase, type DatabasePlace, type OpenOptions } from './database/open.ts'
export { type Tables } from './database/tables.ts'
export { leaveJob, prepareJobs, startJobs, type JobHandlers, type JobIds, type Jobs } from './jobs.ts'
export { leaveMails, leavingMails, type DueMail, type MailNote } from './mail-queue.ts'
export { startMailer, type Mailer, type MailerOptions } from './mailer.ts'
export { type Composer, type Composers } from './mail-compose.ts'
export { type Backoff } from './mail/fate.ts'
export { type MailNews, type RefusedMail, type Settler, type Settlers } from './mail-settle.ts'
export {
  type ComposedMail,
  type HandOverRecord,
  type MailAttachment,
  type MailIds,
  type MailTransport,
  type MailVault,
  type OutgoingMail,
  type SendOutcome,
} from './mail/mail.ts'
export { devMailbox, type KeptMail } from './mail/dev-mailbox.ts'
export { smtpTransport, type SmtpSettings } from './mail/smtp-transport.ts'
export { checkMailRecords, type Finding, type MailDns, type MailSender } from './mail/check-records.ts'
export { systemDns } from './mail/system-dns.ts'
export { probeSmtp } from './mail/probe-smtp.ts'
export {
  listenForMail,
  type Certificate,
  type IncomingAnswer,
  type IncomingMail,
  type ListenerLimits,
  type ListenerOptions,
  type MailListener,
} from './mail-listener.ts'
export { isPublicAddress } from './http/public-address.ts'
export { readBounce, type Bounce } from './mail/bounce.ts'
export { type MailKey } from './mail/message.ts'
export { parseDomainName, registeredName, type DomainName } from './mail/domain-name.ts'
export { askTexts, systemDnsAsk, type DnsAsk, type DnsTexts } from './mail/dns-ask.ts'
export {
  readMailProofs,
  type ForwarderProof,
  type MailEnvelope,
  type MailProofs,
  type ProofMeans,
  type SignatureProof,
} from './mail/mail-proofs.ts'
export { countingSink } from './mail/counting-sink.ts'
export { answerInWorker, workerDesk, type WorkerDesk } from './worker.ts'
export {
  cappedProcess,
  type CappedAnswer,
  type CappedDesk,
  type CappedLimits,
  type CappedMeans,
  type CappedReach,
} from './capped-process.ts'
export { confinementHere, type Confinement } from './confine.ts'
export { answerAsCompanion, companion, type Companion } from './companion.ts'
export {
  dailySubject,
  pageShelf,
  storePage,
  type PageParts,
  type PageShelf,
  type StoredPage,
} from './http/page-shelf.ts'
export { bodyAtMost, serve, type Handler, type Listening } from './http/serve.ts'
export {
  fileName,
  filesAtMost,
  mediaTypeOf,
  mostFiles,
  parseForm,
  type PostedFile,
  type PostedForm,
} from './posted-form.ts'
export { clientAddress, type TrustedProxies } from './http/client-address.ts'
export { networksOf } from './http/networks.ts'
export { visitBudget, type VisitBudget } from './http/visit-budget.ts'
export { fetchSiteFile, siteMeans, type SiteFile, type SiteMeans } from './http/fetch-site-file.ts'
export {
  openVisit,
  publicNetwork,
  type AllowedHost,
  type Exchange,
  type Fetched,
  type Message,
  type Network,
  type Visit,
  type VisitLimits,
  type VisitTrouble,
} from './http/visit.ts'
export { readAnswer, type WireAnswer } from './http/read-answer.ts'
export { postBytes } from './http/post-bytes.ts'
export { postText, type TextAnswer } from './http/post-text.ts'
export { tryEach } from './try-each.ts'
export { tellOutages } from './outage.ts'
export { syncFolder, writeSynced } from './synced-file.ts'
export { keptFolder, type KeptFolder } from './kept-folder.ts'
export { keptText, type KeptText } from './kept-text.ts'
export { answerFrom } from './http/answer-stored.ts'
export { letterFonts } from './fonts.ts'
export { fileOfHouse } from './house.ts'
export { dropFile, fileFacts, fileOf, filePart, keepFile, longestFile, type KeptFile } from './kept-file.ts'
