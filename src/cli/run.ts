import { Fault } from '#kernel'
import type { Command, CommandMeans, ExitCode } from './command.ts'

/** Loads a command only when it is asked for: each brings its own half of the house. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  import: async () => (await import('./import.ts')).importFile,
  export: async () => (await import('./export.ts')).exportCampaign,
  state: async () => (await import('./state.ts')).state,
  lint: async () => (await import('./lint.ts')).lint,
}

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const lines = all.map((command) => `  ${command.name.padEnd(8)} ${command.summary}`)
  return `Usage: undersigned COMMAND [--help]\n\nThe home of coalition letters.\n\n${lines.join('\n')}\n`
}

/**
 * Runs one command line. @returns the exit code: 0 done, 1 a fault, 2 usage or unreadable input.
 * Faults are caught here and said in one sentence.
 */
export async function runCommand(argv: readonly string[], makeMeans: () => CommandMeans): Promise<ExitCode> {
  const [name, ...args] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const text = await overview()
    if (name !== undefined) process.stdout.write(text)
    else process.stderr.write(text)
    return name === undefined ? 2 : 0
  }
  const load = commands[name]
  if (!load) {
    process.stderr.write(`There is no command "${name}".\n\n${await overview()}`)
    return 2
  }
  const command = await load()
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(command.help)
    return 0
  }
  try {
    return await command.run(args, makeMeans())
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    process.stderr.write(`${error.message}\n`)
    return error.code === 'config-invalid' ? 2 : 1
  }
}
