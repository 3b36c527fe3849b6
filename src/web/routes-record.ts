import { pathOf as at } from './path-of.ts'

/** What strangers read of a campaign's record. */
export const recordRoutes = {
  /** All recipients, demand by demand. */
  compared: (campaign: string) => at('c', campaign, 'recipients'),
  comparedOn: (campaign: string, day: string) => at('c', campaign, 'recipients', 'on', day),
  recordRecipient: (campaign: string, recipient: string) => at('c', campaign, 'recipients', recipient),
  recordRecipientOn: (campaign: string, recipient: string, day: string) =>
    at('c', campaign, 'recipients', recipient, 'on', day),
  recordCommitment: (campaign: string, id: string) => at('c', campaign, 'record', 'commitments', id),
  recordAssessment: (campaign: string, id: string) => at('c', campaign, 'record', 'assessments', id),
  recordReply: (campaign: string, id: string) => at('c', campaign, 'record', 'replies', id),
  recordFile: (campaign: string, hash: string) => at('c', campaign, 'record', 'files', hash),
  recordSource: (campaign: string, id: string) => at('c', campaign, 'record', 'sources', id),
  /** The page as it was captured; its parts stand below it, so the slash belongs to it. */
  recordReplay: (campaign: string, capture: string) => `${at('c', campaign, 'record', 'captures', capture, 'replay')}/`,
} as const

const id = '[0-9a-f-]{36}'

/** The same paths as patterns, for the router. */
export const recordPatterns = {
  compared: '/c/:campaign/recipients',
  comparedOn: '/c/:campaign/recipients/on/:day{[0-9-]{10}}',
  recordRecipient: '/c/:campaign/recipients/:recipient',
  recordRecipientOn: '/c/:campaign/recipients/:recipient/on/:day{[0-9-]{10}}',
  recordCommitment: `/c/:campaign/record/commitments/:id{${id}}`,
  recordAssessment: `/c/:campaign/record/assessments/:id{${id}}`,
  recordReply: `/c/:campaign/record/replies/:id{${id}}`,
  recordFile: '/c/:campaign/record/files/:hash{[0-9a-f]{64}}',
  recordSource: `/c/:campaign/record/sources/:id{${id}}`,
  recordReplay: `/c/:campaign/record/captures/:id{${id}}/replay/*`,
} as const
