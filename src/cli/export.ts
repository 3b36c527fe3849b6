import type { Command } from './command.ts'
export const exportCampaign: Command = {
  name: 'export',
  summary: 'Write a campaign as a folder.',
  help: '',
  run: async () => 2,
}
