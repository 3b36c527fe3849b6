import { onTestFinished } from 'vitest'
import { deliveriesOf, deliveryComposers, deliverySettlers, type Delivery } from '../../src/delivery/index.ts'
import type { CampaignId, DeliveryId, Means } from '../../src/kernel/index.ts'
import {
  smtpTransport,
  startMailer,
  type Backoff,
  type Database,
  type Mailer,
  type MailerOptions,
} from '../../src/platform/index.ts'
import { eventually, journalOfMemory, mailKeyForTests } from './mail.ts'
import { vaultForTests } from './signatures.ts'

/** Tries again at once, where a server in production would wait for minutes. */
export const quickBackoff: Backoff = {
  ...{ recipientSeconds: 0.1, doubtSeconds: 0.1, longestSeconds: 0.5, expirySeconds: 86_400 },
  pauseSeconds: [0.02, 0.1],
}

/** Hands the mails of deliveries over, until the test ends. */
export function deliveryMailer(
  database: Database,
  smtpUrl: string,
  means: Means,
  more: Partial<MailerOptions> & { readonly replyHost?: string } = {},
): Mailer {
  const { replyHost, ...options } = more
  const desk = 'https://letters.example/organize/home'
  const patience = { envelope: 300, answer: 300 }
  const mailer = startMailer({
    ...{ database, vault: vaultForTests, journal: journalOfMemory(), perSecond: 1000, backoff: quickBackoff },
    now: means.now,
    transport: smtpTransport({ smtpUrl, mailFrom: 'letters@coalition.example', patience }, mailKeyForTests()),
    composers: deliveryComposers(vaultForTests, { replyHost, desk }),
    settlers: deliverySettlers(vaultForTests, means),
    ...options,
  })
  onTestFinished(async () => mailer.stop())
  return mailer
}

/** Waits until no mail waits. */
export async function mailsGone(database: Database): Promise<void> {
  await eventually(async () => {
    const left = await database.read((tx) => tx.selectFrom('platform_mail').select('mail_id').limit(1).execute())
    return left.length === 0
  })
}

/** A delivery as it is now. */
export async function deliveryNow(database: Database, campaign: CampaignId, delivery: DeliveryId): Promise<Delivery> {
  const [found] = await database.read((tx) => deliveriesOf(tx, campaign, { delivery }))
  if (!found) throw new Error('no such delivery')
  return found
}
