import { accountComposers, noteReturnedMails } from '#accounts'
import { deliveryComposers, deliverySettlers } from '#delivery'
import type { Means } from '#kernel'
import { logFacts, type LogKeys } from '#ledger'
import { campaignById } from '#letters'
import { noteReturnedSignOnMails, signOnComposers, type SignOnMailLinks } from '#organizations'
import { startMailer, type Database, type Journal, type Mailer, type MailTransport, type Vault } from '#platform'
import type { Policy } from '#proof'
import { recipientToken, responseComposers, type WaitingPlaces } from '#responses'
import { answerFinder } from './tell-answers.ts'
import { composers, restingMails, stopMails, type MailLinks } from '#signatures'

/**
 * Where the links in mails lead: addresses up to the link's secret part, with which each ends; the desk has none, and pages
 * of a campaign have the words CAMPAIGN, LETTER and REPLY in place of their names.
 */
export type MailPlaces = Readonly<
  Record<
    | keyof MailLinks
    | keyof SignOnMailLinks
    | ('signIn' | 'desk' | 'answer' | 'reply')
    | ('waitingReplies' | 'sources' | 'deliveries'),
    string
  >
>

/** Sends the mails that any room left, until stopped. */
export function startMails(
  means: Means & {
    readonly database: Database
    readonly journal: Journal
    readonly vault: Vault
    readonly transport: MailTransport
    readonly perSecond: number
    readonly links: MailPlaces
    /** What the policies in receipts are made of: our keys and the operator's witnesses. */
    readonly keys: LogKeys
    readonly witnesses: Policy | undefined
    /** The domain at which answers to delivered letters come in here. */
    readonly replyHost: string | undefined
  },
): Mailer {
  const { links, keys, witnesses, replyHost, ...more } = means
  const policyFor = (origin: string) => logFacts(origin, undefined, keys, witnesses).receiptPolicy
  return startMailer({
    ...more,
    resting: restingMails,
    composers: {
      ...composers(means.vault, linksAt(links), policyFor, answerFinder(links.reply, means)),
      ...accountComposers(means.vault, {
        signIn: (link) => `${links.signIn}${link}`,
        campaignTitle: async (tx, campaign) => (await campaignById(tx, campaign))?.title,
      }),
      ...signOnComposers(means.vault, {
        gather: (link) => `${links.gather}${link}`,
        signOn: (link) => `${links.signOn}${link}`,
      }),
      ...deliveryComposers(means.vault, {
        ...{ replyHost, desk: links.desk },
        answerPage: ({ campaign, delivery }) =>
          `${links.answer}${recipientToken(means.vault, { campaign, subject: delivery })}`,
      }),
      ...responseComposers(means.vault, { desk: links.desk, now: means.now, places: placesAt(links) }),
    },
    settlers: deliverySettlers(means.vault, means),
    onRefused: async (tx, mails) => {
      // What only came too late says nothing about the address.
      await stopMails(
        tx,
        mails.filter(({ code }) => code !== 'expired'),
        means,
      )
      await noteReturnedMails(tx, mails, means)
      await noteReturnedSignOnMails(
        tx,
        mails.filter(({ code }) => code !== 'expired'),
        means,
      )
    },
  })
}

const placesAt = (links: MailPlaces): WaitingPlaces => {
  const at = (link: string, campaign: string) => link.replace('CAMPAIGN', encodeURIComponent(campaign))
  return {
    replies: (campaign) => at(links.waitingReplies, campaign),
    sources: (campaign) => at(links.sources, campaign),
    deliveries: (campaign, letter) => at(links.deliveries, campaign).replace('LETTER', encodeURIComponent(letter)),
  }
}

const linksAt = (places: MailPlaces): MailLinks => ({
  confirm: (link) => `${places.confirm}${link}`,
  notMe: (link) => `${places.notMe}${link}`,
  signed: (link) => `${places.signed}${link}`,
  unsubscribe: (link) => `${places.unsubscribe}${link}`,
})
