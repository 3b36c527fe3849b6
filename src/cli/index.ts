/** The command line: one file per command. */
export { runCommand } from './run.ts'
export type { CommandMeans, ExitCode, Serve, Served, Terminal } from './command.ts'
export { readWitnesses } from './witnesses-file.ts'
export { replyAddresses, takeInMail, type TakeInMeans, type TakenIn } from './take-in-mail.ts'
