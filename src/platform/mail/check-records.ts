import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { MailKey } from './message.ts'

/** What a check found: `wrong` has to be mended, `look` is for a person to judge. */
export type Finding = { readonly kind: 'good' | 'look' | 'wrong'; readonly sentence: string }

/** The part of the DNS that is asked. Both give nothing when there is no such record, and throw when nobody answers. */
export type MailDns = {
  /** Each record put together from its pieces. */
  readonly texts: (name: string) => Promise<readonly string[]>
  /** The hosts that take mail for a domain. */
  readonly exchanges: (domain: string) => Promise<readonly string[]>
}

/** What the records of a domain have to fit. */
export type MailSender = {
  readonly domain: string
  readonly key: Pick<MailKey, 'selector' | 'privateKey'>
  /** The DNS record of the key, as a line of a zone file. */
  readonly keyRecord: string
  /** The mail server that hands our mails on. */
  readonly host: string
}

/**
 * Checks what large mail providers ask of a sender (DKIM, RFC 6376; SPF, RFC 7208; DMARC, RFC 7489), and that bounces
 * can come back. Each sentence about a missing record says the record to make.
 */
export async function checkMailRecords(dns: MailDns, sender: MailSender): Promise<readonly Finding[]> {
  const checks = [checkKey, checkSpf, checkDmarc, checkExchanges]
  const unanswered: Finding = { kind: 'look', sentence: 'The DNS did not answer just now; ask again.' }
  return Promise.all(checks.map((check) => check(dns, sender).catch(() => unanswered)))
}

async function checkKey(dns: MailDns, { domain, key, keyRecord }: MailSender): Promise<Finding> {
  const name = `${key.selector}._domainkey.${domain}`
  const records = (await dns.texts(name)).map(tagsOf)
  const ours = createPublicKey(createPrivateKey(key.privateKey))
    .export({ type: 'spki', format: 'der' })
    .toString('base64')
  const make = `Make this record: ${keyRecord}`
  if (records.length === 0)
    return wrong(`DKIM: there is no record ${name}, so our signature cannot be checked. ${make}`)
  if (records.length > 1)
    return wrong(`DKIM: there are ${records.length} records ${name}; leave only this one: ${keyRecord}`)
  if (records[0]?.get('p') !== ours) return wrong(`DKIM: the record ${name} holds another key than ours. ${make}`)
  if (records[0].get('t')?.split(':').includes('y') === true)
    return look(`DKIM: the record ${name} says that it is a test (t=y); others may pass over our signature.`)
  return good(`DKIM: the record ${name} holds our key.`)
}

async function checkSpf(dns: MailDns, { domain, host }: MailSender): Promise<Finding> {
  const records = (await dns.texts(domain)).filter((text) => /^v=spf1(?: |$)/i.test(text))
  const [record = ''] = records
  if (records.length === 0)
    return wrong(
      `SPF: ${domain} does not say who may send its mail. Make this record, or the one that the operator of your mail server names: ${domain}. TXT "v=spf1 mx a:${host} ~all"`,
    )
  if (records.length > 1)
    return wrong(
      `SPF: ${domain} has ${records.length} records that begin with v=spf1, which counts as none. Make them one.`,
    )
  if (/(?:^| )\+?all(?: |$)/i.test(record))
    return wrong(`SPF: ${domain} lets everybody send its mail (all). End it with ~all or -all.`)
  if (/(?:^| )(?:[~-]all|redirect=\S+)(?: |$)/i.test(record))
    return good(`SPF: ${domain} says who may send its mail. See that ${host} is among them: ${record}`)
  return look(`SPF: the record of ${domain} does not end with ~all or -all, so it rules nobody out: ${record}`)
}

async function checkDmarc(dns: MailDns, { domain }: MailSender): Promise<Finding> {
  const labels = domain.split('.')
  // A domain without a record of its own has that of the domain above it (RFC 7489 section 6.6.3).
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
  for (const one of domains) {
    const records = (await dns.texts(`_dmarc.${one}`)).filter((text) => /^v=DMARC1\s*(?:;|$)/i.test(text)).map(tagsOf)
    if (records.length > 1)
      return wrong(`DMARC: there are ${records.length} records _dmarc.${one}, which counts as none. Leave one.`)
    const [tags] = records
    if (!tags) continue
    if (tags.get('aspf') === 's' && tags.get('adkim') === 's')
      return look(`DMARC: _dmarc.${one} is strict (adkim=s, aspf=s): mail must come from exactly ${one}.`)
    return good(`DMARC: _dmarc.${one} says what to do with forged mail (p=${tags.get('p') ?? 'none'}).`)
  }
  return wrong(
    `DMARC: ${domain} does not say what to do with forged mail; large providers refuse mail in numbers without. Make this record: _dmarc.${domain}. TXT "v=DMARC1; p=none"`,
  )
}

async function checkExchanges(dns: MailDns, { domain }: MailSender): Promise<Finding> {
  const hosts = (await dns.exchanges(domain)).filter((host) => host !== '')
  return hosts.length > 0
    ? good(`Mail to ${domain} is taken by ${hosts[0]}, so bounces come back there.`)
    : look(
        `No host takes mail for ${domain} (no MX record), so bounces are lost, and some providers refuse mail from it.`,
      )
}

/** The tags of a record in their form of name=value with semicolons between. */
function tagsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(';').flatMap((part) => {
      const at = part.indexOf('=')
      return at < 0 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).replaceAll(/\s/g, '')] as const]
    }),
  )
}

const good = (sentence: string): Finding => ({ kind: 'good', sentence })
const look = (sentence: string): Finding => ({ kind: 'look', sentence })
const wrong = (sentence: string): Finding => ({ kind: 'wrong', sentence })
