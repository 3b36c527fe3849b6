import type { Command } from './command.ts'
export const exportCampaign: Command = {
  help: '',
  run: async () => 2,
}
