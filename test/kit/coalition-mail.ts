import { writeFile } from 'node:fs/promises'
import { createTransport } from 'nodemailer'
import { keyRecords, mailOf, signerMaker, signMail, type Signer } from './signed-mail.ts'

/**
 * Makes a server started by a test ask a file instead of the DNS: names with their text record. To be set as
 * environment; the file is read at every question.
 */
export function dnsFromFile(file: string): Readonly<Record<string, string>> {
  const code = `
    import { Resolver } from 'node:dns/promises'
    import { readFileSync } from 'node:fs'
    Resolver.prototype.resolve = async (name, type) => {
      const texts = JSON.parse(readFileSync(process.env.TEST_DNS_FILE, 'utf8'))
      const text = type === 'TXT' ? texts[name.toLowerCase()] : undefined
      if (text === undefined) throw Object.assign(new Error('nothing'), { code: 'ENOTFOUND' })
      return [[text]]
    }`
  return { TEST_DNS_FILE: file, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` }
}

/** The DNS of a journey and the mail servers of its organizations. */
export type Domains = {
  /** Publishes a text record. */
  readonly publish: (name: string, text: string) => Promise<void>
  /** Sends a mail as the server of a domain would: signed with its key, which is published first. */
  readonly send: (mail: { readonly from: string; readonly to: string; readonly subject: string }) => Promise<void>
  /** Sends the same in the name of an address, signed by somebody else's server. */
  readonly forge: (
    mail: { readonly from: string; readonly to: string; readonly subject: string },
    by: string,
  ) => Promise<void>
}

/** @param port where the server under test takes mail. */
export function domainsOf(file: string, port: number): Domains {
  const maker = signerMaker()
  const texts: Record<string, string> = {}
  const keep = (more: Readonly<Record<string, string>>) => writeFile(file, JSON.stringify(Object.assign(texts, more)))
  const post = async (mail: { readonly from: string; readonly to: string; readonly subject: string }, by: Signer) => {
    await keep(keyRecords(by))
    const plain = mailOf(
      [
        ['From', mail.from],
        ['To', mail.to],
        ['Subject', mail.subject],
        ['Date', new Date().toUTCString().replace('GMT', '+0000')],
        ['Message-ID', `<${crypto.randomUUID()}@${by.domain}>`],
      ],
      'We sign.\n',
    )
    const raw = await signMail(plain, by)
    const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
    await transport.sendMail({ envelope: { from: mail.from, to: mail.to }, raw })
    transport.close()
  }
  return {
    publish: (name, text) => keep({ [name.toLowerCase()]: text }),
    send: (mail) => post(mail, maker(mail.from.slice(mail.from.indexOf('@') + 1))),
    forge: (mail, by) => post(mail, maker(by)),
  }
}
