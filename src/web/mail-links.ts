import type { MailLinks } from '#signatures'
import type { Site } from './layout.ts'
import { routes } from './routes.ts'

/** Where the links in mails lead: pages of this server at its public address. */
export function mailLinks({ publicUrl }: Site): MailLinks {
  return {
    confirm: (link) => `${publicUrl}${routes.confirm(link)}`,
    notMe: (link) => `${publicUrl}${routes.notMe(link)}`,
    signed: (link) => `${publicUrl}${routes.mine(link)}`,
    unsubscribe: (link) => `${publicUrl}${routes.unsubscribe(link)}`,
  }
}
