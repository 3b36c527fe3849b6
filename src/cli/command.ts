import type { Config, Database, Environment } from '#platform'

/** What a command may touch of the world. */
export type Terminal = {
  readonly out: (text: string) => void
  /** Everything for the person at the terminal; standard output is for results. */
  readonly say: (line: string) => void
  /** Asks and waits for a line; `undefined` when nobody can answer. */
  readonly ask: (question: string) => Promise<string | undefined>
  /** As `ask`, for what nobody else should read: what is typed is not shown. */
  readonly askHidden: (question: string) => Promise<string | undefined>
}

/** What every command is given. */
export type CommandMeans = {
  readonly terminal: Terminal
  /** How a person types a command here, up to its name. */
  readonly program: string
  /** The settings as the process was given them, and what a relative path in them is relative to. */
  readonly environment: Environment
  readonly workingFolder: string
  /** Starts the server; put in by app, so that commands do not know how a server is made. */
  readonly serve: Serve
  /** The page behind a link to sign in, of the server at an address; put in by app, which knows every page. */
  readonly signInPage: (site: string, link: string) => Promise<string>
}

/** A started server, as the start command needs it. */
export type Served = {
  readonly url: string
  readonly close: () => Promise<void>
  /** The port on which mail is taken in, where it is. */
  readonly mailPort?: number
  /** The page where the first operator begins, while nobody has an account. */
  readonly firstPage?: string | undefined
}

/** Makes a server of an open, migrated database; `dev`: for trying out, on a machine of one's own. */
export type Serve = (database: Database, config: Config, options: { readonly dev: boolean }) => Promise<Served>

/** 0 done, 1 a fault of ours, 2 usage or unreadable input, 75 try again later (EX_TEMPFAIL, as mail servers know it). */
export type ExitCode = 0 | 1 | 2 | 75

/** What stands behind one word of the command line. */
export type Command = {
  /** Everything `--help` prints. */
  readonly help: string
  readonly run: (args: readonly string[], means: CommandMeans) => Promise<ExitCode>
}
