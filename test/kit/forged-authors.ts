import { genuine, evil, signedBy, signerOf, type Forgery } from './forgery.ts'
import type { ProofCase } from './proof-mail.ts'

const signedByEvil = async (one: ProofCase, from: string) => signedBy(evil(), one, one.mail({ From: from }))

const twins: readonly (readonly [string, (domain: string) => string])[] = [
  ['a digit for a letter', (domain) => domain.replace('l', '1').replace('i', '1')],
  ['rn for m, a doubled letter', (domain) => domain.replace(/m|d/, (letter) => (letter === 'm' ? 'rn' : 'dd'))],
  ['a Cyrillic letter', (domain) => domain.replace('e', 'е')],
  ['another ending', (domain) => domain.replace(/\.[a-z.]+$/, '.example')],
  ['a hyphen more', (domain) => domain.replace('-', '--').replace('mill', 'mill-')],
  ['its name below the forger’s', (domain) => `${domain}.evil-press.net`],
  ['its name behind others', (domain) => `the${domain}`],
  ['a dot left out', (domain) => domain.replace('.', '').replace(/$/, '.net')],
]

/** The look-alike as the DNS spells it; a plural where the name has none of the letters in question. */
function hostOf(domain: string, twin: (domain: string) => string): string {
  const other = twin(domain)
  return new URL(`http://${other === domain ? domain.replace('.', 's.') : other}`).hostname
}

/** Mails whose author is, or seems to be, another. */
export const authorForgeries: readonly Forgery[] = [
  ...twins.map(([how, twin]): Forgery => ({
    name: `a look-alike domain signs well: ${how}`,
    because: 'other-domain',
    forge: async (one) => {
      const domain = hostOf(one.domain, twin)
      return signedBy(signerOf(domain), one, one.mail({ From: `ada@${domain}` }))
    },
  })),
  {
    name: 'a second From above the signed one',
    because: 'author-unclear',
    forge: async (one) => {
      const { mail, ask } = await genuine(one)
      return { mail: `From: eve@evil-press.net\r\n${mail}`, ask }
    },
  },
  {
    name: 'a second From of the organization above a mail of the forger',
    because: 'author-unclear',
    forge: async (one) => {
      const forged = await signedByEvil(one, 'eve@evil-press.net')
      return { ...forged, mail: `From: ada@${one.domain}\r\n${forged.mail}` }
    },
  },
  {
    name: 'a second From below, in capitals',
    because: 'author-unclear',
    forge: async (one) => {
      const { mail, ask } = await genuine(one)
      return { mail: mail.replace('\r\n\r\n', '\r\nFROM: eve@evil-press.net\r\n\r\n'), ask }
    },
  },
  {
    name: 'two authors in one From, the organization first',
    because: 'author-unclear',
    forge: async (one) => signedByEvil(one, `ada@${one.domain}, eve@evil-press.net`),
  },
  {
    name: 'two authors in one From, the forger first, signed by the organization',
    because: 'author-unclear',
    forge: async (one) => genuine(one, one.mail({ From: `eve@evil-press.net, ada@${one.domain}` })),
  },
  {
    name: 'a group as author',
    because: 'author-unclear',
    forge: async (one) => signedByEvil(one, `Board: ada@${one.domain};`),
  },
  {
    name: 'the organization’s address as the name of the author',
    because: 'other-domain',
    forge: async (one) => signedByEvil(one, `"ada@${one.domain}" <eve@evil-press.net>`),
  },
  {
    name: 'the organization’s address as a name without quotes',
    because: 'author-unclear',
    forge: async (one) => signedByEvil(one, `ada@${one.domain} <eve@evil-press.net>`),
  },
  {
    name: 'two addresses in angle brackets',
    because: 'author-unclear',
    forge: async (one) => signedByEvil(one, `Ada <ada@${one.domain}> <eve@evil-press.net>`),
  },
  {
    name: 'the organization’s address in a comment',
    because: 'author-unclear',
    forge: async (one) => signedByEvil(one, `eve@evil-press.net (ada@${one.domain})`),
  },
  {
    name: 'the forger’s address in a comment',
    because: 'author-unclear',
    forge: async (one) => signedByEvil(one, `(eve@evil-press.net) ada@${one.domain}`),
  },
  {
    name: 'a quoted local part with an at sign',
    because: 'author-unclear',
    forge: async (one) => signedByEvil(one, `"ada@${one.domain}"@evil-press.net`),
  },
  {
    name: 'a route before the address',
    because: 'author-unclear',
    forge: async (one) => signedByEvil(one, `<@${one.domain}:eve@evil-press.net>`),
  },
  {
    name: 'an encoded word that holds the organization’s address',
    because: 'other-domain',
    forge: async (one) => {
      const word = Buffer.from(`ada@${one.domain}`).toString('base64')
      return signedByEvil(one, `=?utf-8?B?${word}?= <eve@evil-press.net>`)
    },
  },
  {
    name: 'an encoded word that is the whole author',
    because: 'author-unclear',
    forge: async (one) => {
      const word = Buffer.from(`<ada@${one.domain}>`).toString('base64')
      return signedByEvil(one, `=?utf-8?B?${word}?=`)
    },
  },
  {
    name: 'no author',
    because: 'author-unclear',
    forge: async (one) => {
      const { mail, ask } = await genuine(one)
      return { mail: mail.replace(/\r\nFrom:[^\n]*/, ''), ask }
    },
  },
  {
    name: 'Sender and Reply-To of the organization, From of the forger',
    because: 'other-domain',
    forge: async (one) => {
      const to = `ada@${one.domain}`
      return signedBy(evil(), one, one.mail({ From: 'eve@evil-press.net', Sender: to, 'Reply-To': to }))
    },
  },
  {
    name: 'an address of a machine',
    because: 'author-unclear',
    forge: async (one) => signedByEvil(one, 'ada@[192.0.2.1]'),
  },
  {
    name: 'a sibling below the same registered name',
    because: 'other-domain',
    forge: async (one) => {
      const domain = `south.${one.domain}`
      const expected = { ...one.expected, domain: `north.${one.domain}` as typeof one.expected.domain }
      return { ...(await signedBy(signerOf(domain), one, one.mail({ From: `eve@${domain}` }))), expected }
    },
  },
  {
    name: 'another tenant of the host',
    because: 'other-domain',
    forge: async (one) => {
      const expected = { ...one.expected, domain: 'harbor.github.io' as typeof one.expected.domain }
      return { ...(await signedBy(signerOf('eve.github.io'), one, one.mail({ From: 'ada@eve.github.io' }))), expected }
    },
  },
  ...['gmail.com', 'gmx.de', 'yahoo.co.uk', 'mailinator.com', 'co.uk', 'github.io'].map((domain): Forgery => ({
    name: `a domain at which anybody has an address, or nobody: ${domain}`,
    because: 'domain-proves-nothing',
    forge: async (one) => {
      const expected = { ...one.expected, domain: domain as typeof one.expected.domain }
      return { ...(await signedBy(signerOf(domain), one, one.mail({ From: `eve@${domain}` }))), expected }
    },
  })),
]
