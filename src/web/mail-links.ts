import type { SignOnMailLinks } from '#organizations'
import type { MailLinks } from '#signatures'
import type { Site } from './layout.ts'
import { routes } from './routes.ts'

/**
 * Where the links in mails lead: pages of this server at its public address, up to the link's secret part, which is the
 * end of each. Plain data, for a thread.
 */
export function mailPlaces({
  publicUrl,
}: Site): Readonly<
  Record<
    | keyof MailLinks
    | keyof SignOnMailLinks
    | ('signIn' | 'desk' | 'answer' | 'reply')
    | ('waitingReplies' | 'sources' | 'deliveries'),
    string
  >
> {
  return {
    confirm: `${publicUrl}${routes.confirm('')}`,
    notMe: `${publicUrl}${routes.notMe('')}`,
    signed: `${publicUrl}${routes.mine('')}`,
    unsubscribe: `${publicUrl}${routes.unsubscribe('')}`,
    gather: `${publicUrl}${routes.join('')}`,
    signOn: `${publicUrl}${routes.signOn('')}`,
    signIn: `${publicUrl}${routes.organizerLink('')}`,
    desk: `${publicUrl}${routes.organizerHome()}`,
    reply: `${publicUrl}${routes.recordReply('CAMPAIGN', 'REPLY')}`,
    answer: `${publicUrl}${routes.answer('')}`,
    waitingReplies: `${publicUrl}${routes.waitingReplies('CAMPAIGN')}`,
    sources: `${publicUrl}${routes.sources('CAMPAIGN')}`,
    deliveries: `${publicUrl}${routes.deliveries('CAMPAIGN', 'LETTER')}`,
  }
}
