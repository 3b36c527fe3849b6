import type { Means } from '#kernel'
import { touchCampaign } from '#letters'
import { parseDomainName, type Database, type DnsAsk, type SiteFile, type Tx, type Vault } from '#platform'
import { answerByMail as takeMail, type AnswerMeans, type MailAnswer } from './authority/answer-by-mail.ts'
import { answerByRecord, type RecordAnswer } from './authority/answer-by-record.ts'
import { makeChallenge, type KeptChallenge } from './authority/challenge.ts'
import { provesOrganization } from './authority/judge-mail.ts'
import { recordToMake } from './authority/judge-record.ts'
import { proofSubject, textHashOf } from './authority/proof-subject.ts'
import { newestChallenge } from './authority/store-challenge.ts'
import type { SealedMeans } from './begin.ts'
import { parseSignOnLink } from './gather-link.ts'
import { lockedLine } from './judge-sign-on.ts'
import { newestHashes } from './line-standing.ts'
import { settleSignOns } from './settle-sign-ons.ts'
import { updateLine } from './store-gathered.ts'

/** How a representative proves that they may sign: one line, by mail, in the DNS or in a file. */
export type ProofOffer =
  | {
      readonly kind: 'proof'
      readonly domain: string
      /** The Subject of the mail, alone in it. */
      readonly subject: string
      /** The address of ours to which the mail goes, from an address of the domain. */
      readonly to: string
      readonly dns: { readonly name: string; readonly value: string }
      readonly file: { readonly url: string; readonly text: string }
      /** Mail from the domain can prove something; the other two always can. */
      readonly provesByMail: boolean
      readonly until: Date
    }
  /** Nobody knows the organization's domain: ask with one. */
  | { readonly kind: 'no-domain' }
  | { readonly kind: 'domain-unusable' }
  | { readonly kind: 'nothing-signed' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'gone' }

/** Whose proof, to which address of ours, and for which domain, where nobody knows one yet. */
export type ProofWish = { readonly link: string; readonly inbox: string; readonly domain?: string }

/**
 * Tells a representative how to prove that they may sign what they signed; one that was told before and still holds is
 * told again. The domain is the one that organizers know, else the one the representative named, which organizers see
 * when they accept the line.
 */
export async function proofFor(
  tx: Tx,
  vault: Vault,
  { link, inbox, domain: typed }: ProofWish,
  means: Means,
): Promise<ProofOffer> {
  const target = parseSignOnLink(vault, link)
  const found = target && (await lockedLine(tx, target.campaign, target.signOn))
  if (!target || !found || found.line.term !== target.term || !found.line.organization) return { kind: 'gone' }
  const { line } = found
  const { campaign, signOn, term } = target
  if (!line.signedAt || line.withdrawnAt) return { kind: 'nothing-signed' }
  const domain = line.domain ?? (typed === undefined ? undefined : parseDomainName(typed))
  if (!domain) return { kind: typed === undefined ? 'no-domain' : 'domain-unusable' }
  if (!line.domain) await updateLine(tx, campaign, signOn, { domain: { name: domain, from: 'representative' } })
  const textHash = textHashOf(newestHashes(line))
  const provedFor = { signOn, term }
  const there = await newestChallenge(tx, campaign, provedFor, means.now())
  const isOpen = there && !there.usedAt && there.textHash === textHash && there.domain === domain
  // A record that was published yesterday for it still fits, unless its time is nearly over.
  if (isOpen && there.endsAt.getTime() - means.now().getTime() >= day) return offer(there, inbox)
  const about = { organization: found.line.organization, letter: line.letter, domain, textHash, provedFor }
  const made = await makeChallenge(tx, campaign, about, means)
  return made.kind === 'made' ? offer(made.challenge, inbox) : made
}

const day = 86_400_000

function offer(challenge: KeptChallenge, inbox: string): ProofOffer {
  const { dnsName, fileAddress, line } = recordToMake(challenge)
  return {
    kind: 'proof',
    domain: challenge.domain,
    subject: proofSubject(challenge.challenge, challenge.textHash),
    to: inbox,
    dns: { name: dnsName, value: line },
    file: { url: fileAddress, text: line },
    provesByMail: provesOrganization(challenge.domain),
    until: challenge.endsAt,
  }
}

/** What looking for a record or file needs. */
export type CheckRecordMeans = SealedMeans & {
  readonly ask: DnsAsk
  readonly fetchFile: (address: string) => Promise<SiteFile>
}

/** Looks in the DNS or on the site for the answer to what a representative was told last. Asks outside of any transaction. */
export async function checkRecord(
  database: Database,
  { link, level }: { readonly link: string; readonly level: 'dns' | 'file' },
  means: CheckRecordMeans,
): Promise<RecordAnswer | { readonly kind: 'gone' }> {
  const target = parseSignOnLink(means.vault, link)
  const challenge = target && (await database.read((tx) => newestChallenge(tx, target.campaign, target, means.now())))
  if (!challenge) return { kind: 'gone' }
  const answer = await answerByRecord(database, challenge, level, means)
  if (answer.kind === 'proved') await follow(database, challenge, means)
  return answer
}

/**
 * Takes in one raw mail: finds the challenge that its Subject names, judges it, keeps it as evidence with what was
 * found, and lets what the line stands for follow. Asks the DNS outside of any transaction.
 */
export async function answerByMail(database: Database, raw: Uint8Array, means: AnswerMeans): Promise<MailAnswer> {
  const answer = await takeMail(database, raw, means)
  if (answer.kind === 'kept' && answer.verdict === 'proved') await follow(database, answer, means)
  return answer
}

/** Evidence is kept before: if this fails, the clock settles with the next change of the campaign. */
async function follow(
  database: Database,
  { campaign, letter }: Pick<KeptChallenge, 'campaign' | 'letter'>,
  means: SealedMeans,
): Promise<void> {
  await database.transaction(async (tx) => {
    await settleSignOns(tx, campaign, letter, means)
    await touchCampaign(tx, campaign)
  })
}
