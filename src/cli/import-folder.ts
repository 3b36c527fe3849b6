import type { CommandMeans, ExitCode } from './command.ts'
export async function importFolder(_path: string, _means: CommandMeans): Promise<ExitCode> {
  return 2
}
