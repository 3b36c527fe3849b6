import { Fault } from '#kernel'
import type { Command, CommandMeans, ExitCode } from './command.ts'

type Entry = { readonly summary: string; readonly load: () => Promise<Command> }

/** Every command. Each is loaded only when it is asked for: it brings its own half of the house. */
const commands: ReadonlyMap<string, Entry> = new Map(
  Object.entries({
    start: { summary: 'Start the server.', load: async () => (await import('./start.ts')).start },
    import: {
      summary: 'Read a file of letters, or a campaign folder, and keep what was found.',
      load: async () => (await import('./import.ts')).importFile,
    },
    export: {
      summary: 'Write a campaign as a folder of plain files.',
      load: async () => (await import('./export.ts')).exportCampaign,
    },
    list: {
      summary: 'Print everybody who signed a letter into one PDF.',
      load: async () => (await import('./list.ts')).list,
    },
    record: {
      summary: 'Bring in, or write, what recipients answered, promised and did.',
      load: async () => (await import('./record.ts')).record,
    },
    freeze: {
      summary: 'Fix the text of a letter: a new version with its hash.',
      load: async () => (await import('./freeze.ts')).freeze,
    },
    state: {
      summary: 'Open a letter to strangers, or close it.',
      load: async () => (await import('./state.ts')).state,
    },
    signing: {
      summary: 'Gather signatures of the public, or change how.',
      load: async () => (await import('./signing.ts')).signing,
    },
    log: {
      summary: 'Write the public log of a campaign as static files.',
      load: async () => (await import('./log.ts')).log,
    },
    site: {
      summary: 'Copy a campaign as a folder of pages that works from a disk.',
      load: async () => (await import('./site.ts')).site,
    },
    recount: {
      summary: 'Recompute a public log and every number published of it.',
      load: async () => (await import('./recount.ts')).recount,
    },
    verify: {
      summary: 'Check a signer’s receipt, without a network.',
      load: async () => (await import('./verify.ts')).verify,
    },
    monitor: {
      summary: 'Watch that a log only grows; for cron.',
      load: async () => (await import('./monitor.ts')).monitor,
    },
    witness: {
      summary: 'Cosign the public logs of others as long as they only grow.',
      load: async () => (await import('./witness.ts')).witness,
    },
    lint: {
      summary: 'Check the printed lists of a file against each other.',
      load: async () => (await import('./lint.ts')).lint,
    },
    doctor: {
      summary: 'Check the settings, the DNS records and the mail server, and say what is wrong.',
      load: async () => (await import('./doctor.ts')).doctor,
    },
    receive: {
      summary: 'Take in a mail that came back (a bounce); for the mail server to call.',
      load: async () => (await import('./receive.ts')).receive,
    },
    review: {
      summary: 'See what the review of signatures found; free or hold it.',
      load: async () => (await import('./review.ts')).review,
    },
    invalidate: {
      summary: 'Strike signatures out of the count by a condition, or undo it.',
      load: async () => (await import('./invalidate.ts')).invalidate,
    },
    comments: {
      summary: 'Read the comments of signers; show or refuse them.',
      load: async () => (await import('./comments.ts')).comments,
    },
    organizers: {
      summary: 'Show, invite and end the accounts of organizers.',
      load: async () => (await import('./organizers.ts')).organizers,
    },
    rules: {
      summary: 'See which acts need two people in a campaign, or change it.',
      load: async () => (await import('./rules.ts')).rules,
    },
    backup: {
      summary: 'Write everything, or the keys, into an encrypted file.',
      load: async () => (await import('./backup.ts')).backup,
    },
    restore: {
      summary: 'Bring a backup back into an empty database.',
      load: async () => (await import('./restore.ts')).restore,
    },
    keys: {
      summary: 'Show the keys of this installation, or rotate them.',
      load: async () => (await import('./keys.ts')).keys,
    },
  }),
)

function overview(): string {
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  return `Usage: undersigned COMMAND [--help]\n\nThe home of coalition letters.\n\n${lines.join('\n')}\n`
}

/**
 * Runs one command line. @returns the exit code: 0 done, 1 a fault, 2 usage or unreadable input.
 * Faults are caught here and said in one sentence.
 */
export async function runCommand(argv: readonly string[], means: CommandMeans): Promise<ExitCode> {
  const [name, ...args] = argv
  const { terminal } = means
  if (name === '--help' || name === '-h' || name === 'help') return (terminal.out(overview()), 0)
  const entry = name === undefined ? undefined : commands.get(name)
  if (!entry) {
    if (name !== undefined) terminal.say(`There is no command "${name}".\n`)
    return (terminal.say(overview()), 2)
  }
  const command = await entry.load()
  if (args.includes('--help') || args.includes('-h')) return (terminal.out(command.help), 0)
  try {
    return await command.run(args, means)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    terminal.say(error.message)
    return error.code === 'config-invalid' ? 2 : 1
  }
}
