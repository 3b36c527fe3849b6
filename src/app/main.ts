import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { runCommand, type Terminal } from '#cli'
import { Fault } from '#kernel'

/** The terminal of this process. */
const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  say: (line) => process.stderr.write(`${line}\n`),
  ask: async (question) => askThrough(process.stderr, question),
  askHidden: async (question) => {
    if (!process.stdin.isTTY) return undefined
    process.stderr.write(question)
    // Its own terminal, which draws nowhere: else the system's terminal shows what is typed.
    const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
    const answer = await askThrough(unseen, '', true)
    process.stderr.write('\n')
    return answer
  },
}

async function askThrough(
  output: NodeJS.WritableStream,
  question: string,
  alone?: boolean,
): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined
  const lines = createInterface({ input: process.stdin, output, ...(alone !== undefined && { terminal: alone }) })
  try {
    return await lines.question(question)
  } catch {
    // Ctrl-C or Ctrl-D: that is an answer too, and it is no.
    return ''
  } finally {
    lines.close()
  }
}

/** Runs the command line of this process and sets its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  // Whoever reads our output may stop reading (`| head`): that is no fault of anybody's.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  try {
    process.exitCode = await runCommand(argv, {
      terminal,
      // A clone runs its source; an installed package what was built of it.
      program: import.meta.url.endsWith('.ts') ? 'node bin/undersigned.js' : 'npx undersigned',
      environment: process.env,
      workingFolder: process.cwd(),
      // Loaded late: a command that only reads a file is done before the server's code would have been read.
      signInPage: async (publicUrl, link) => `${(await import('#web')).mailPlaces({ publicUrl }).signIn}${link}`,
      serve: async (database, config, options) => (await import('./serve.ts')).serveHouse(database, config, options),
    })
  } catch (error) {
    terminal.say(error instanceof Fault ? error.message : await describe(error))
    process.exitCode = 1
  }
}

/** What may be said of an error that nobody foresaw: kind and place. Its own words may quote what a person typed. */
async function describe(error: unknown): Promise<string> {
  const { openJournal, systemMeans } = await import('#platform')
  const reference = openJournal((line) => process.stderr.write(line), systemMeans()).fault(error)
  return `This failed and should not have. Please report it with the lines above (${reference}).`
}
