import { sharedMailDomains, type CampaignId } from '#kernel'
import { domainMark, type SignalMarks } from './signals.ts'

/**
 * The marks of shared mail domains in a campaign. Being among them protects: of a crowd at such a domain only those are
 * held who show the evidence themselves.
 */
export function sharedDomainMarks(vault: SignalMarks, campaign: CampaignId): ReadonlySet<string> {
  return new Set(sharedMailDomains.map((domain) => domainMark(vault, campaign, domain)))
}
