import { bytes, evil, genuine, signedBy, signerOf, type Forged, type Forgery } from './forgery.ts'
import type { ProofCase } from './proof-mail.ts'
import { dnsOf, keyRecords, sealMail, signMail, type Signer } from './signed-mail.ts'

const dayMs = 86_400_000
const after = (date: Date, ms: number): Date => new Date(date.getTime() + ms)

/** The genuine mail with another record for its key. */
async function withRecord(one: ProofCase, record: (by: Signer) => string): Promise<Forged> {
  const by = signerOf(one.domain)
  const mail = bytes(await signMail(one.mail(), by, { signTime: one.now }))
  return { mail, ask: dnsOf({ [`${by.selector}._domainkey.${by.domain}`]: record(by) }) }
}

/** The genuine mail with its signature's tags changed before signing would have been: so the signature is broken. */
const tagged = (how: (mail: string) => string) => async (one: ProofCase) => {
  const { mail, ask } = await genuine(one)
  return { mail: how(mail), ask }
}

/** Changes on the way that a signature has to notice. */
const changed: readonly (readonly [string, (mail: string, one: ProofCase) => string])[] = [
  ['another author of the same domain', (mail) => mail.replace(/(\r\nFrom: (?:[^\r]*<)?)[^\r]*@/, '$1eve@')],
  ['another name of the author', (mail) => mail.replace(/(\r\nFrom: )[^\r]*?<?([\w.]+@[^\r>]+)>?/, '$1Chair <$2>')],
  ['another day', (mail) => mail.replace(/\r\nDate: .../, '\r\nDate: Xxx')],
  ['a recipient more', (mail) => mail.replace('\r\nTo: ', '\r\nTo: board@harbor.example, ')],
  ['another Message-ID', (mail) => mail.replace('\r\nMessage-ID: <', '\r\nMessage-ID: <0')],
  [
    'a letter of the signature',
    (mail) => mail.replace(/( b=.)(.)/, (_, head: string, one: string) => head + (one === 'A' ? 'B' : 'A')),
  ],
  ['no signature left in the field', (mail) => mail.replace(/ b=[^;]*?(?=\r\n\S)/s, ' b=')],
  ['another selector', (mail) => mail.replace(/ s=[a-z0-9]+;/, ' s=other;')],
]

/** Mails whose signature is missing, another's, broken, careless or too weak. */
export const signatureForgeries: readonly Forgery[] = [
  { name: 'no signature', because: 'unsigned', forge: async (one) => ({ mail: bytes(one.mail()), ask: dnsOf({}) }) },
  {
    name: 'no signature, SPF only',
    because: 'unsigned',
    forge: async (one) => ({
      mail: bytes(`Return-Path: <ada@${one.domain}>\r\n${one.mail()}`),
      ask: dnsOf({ [one.domain]: 'v=spf1 +all' }),
      envelope: { ip: '192.0.2.66', helo: 'mx.evil-press.net', from: `ada@${one.domain}` },
    }),
  },
  {
    name: 'no signature, DMARC asks nothing',
    because: 'unsigned',
    forge: async (one) => ({ mail: bytes(one.mail()), ask: dnsOf({ [`_dmarc.${one.domain}`]: 'v=DMARC1; p=none' }) }),
  },
  {
    name: 'results of a check that the forger wrote himself',
    because: 'unsigned',
    forge: async (one) => ({
      mail: bytes(`Authentication-Results: letters.example; dkim=pass header.d=${one.domain}\r\n${one.mail()}`),
      ask: dnsOf({}),
    }),
  },
  ...['evil-press.net', 'lists.example', 'gmail.com', 'mailing-service.net', 'uk', 'org.uk'].map((domain): Forgery => ({
    name: `signed by another: ${domain}`,
    because: 'signed-by-other-domain',
    forge: async (one) => signedBy(signerOf(domain), one, one.mail()),
  })),
  {
    name: 'signed by a tenant beside the author’s',
    because: 'signed-by-other-domain',
    forge: async (one) => {
      const expected = { ...one.expected, domain: `north.${one.domain}` as typeof one.expected.domain }
      const by = signerOf(`south.${one.domain}`)
      return { ...(await signedBy(by, one, one.mail({ From: `ada@north.${one.domain}` }))), expected }
    },
  },
  {
    name: 'signed in the organization’s name with the forger’s key',
    because: 'signature-broken',
    forge: async (one) => {
      const theirs = signerOf(one.domain, 'ed25519', 'forger')
      const mail = bytes(await signMail(one.mail(), theirs, { signTime: one.now }))
      return { mail, ask: dnsOf(keyRecords(signerOf(one.domain))) }
    },
  },
  {
    name: 'signed in the organization’s name, the key in the forger’s DNS',
    because: 'key-missing',
    forge: async (one) => {
      const theirs = signerOf(one.domain, 'ed25519', 'forger')
      const mail = bytes(await signMail(one.mail(), theirs, { signTime: one.now }))
      return { mail, ask: dnsOf(keyRecords({ ...theirs, domain: 'evil-press.net' })) }
    },
  },
  {
    name: 'the key was taken back',
    because: 'key-missing',
    forge: async (one) => withRecord(one, () => 'v=DKIM1; p='),
  },
  { name: 'the key is no key', because: 'key-missing', forge: async (one) => withRecord(one, () => 'v=DKIM1; p=AAAA') },
  {
    name: 'the key is not for mail',
    because: 'key-missing',
    forge: async (one) => withRecord(one, ({ record }) => record.replace('; p=', '; s=tlsrpt; p=')),
  },
  {
    name: 'the key is of another version',
    because: 'key-missing',
    forge: async (one) => withRecord(one, ({ record }) => record.replace('DKIM1', 'DKIM2')),
  },
  {
    name: 'a key of 512 bits',
    because: 'key-weak',
    forge: async (one) => signedBy(signerOf(one.domain, 512), one, one.mail()),
  },
  {
    name: 'a key of 512 bits, and a changed body',
    because: 'key-weak',
    forge: async (one) => {
      const forged = await signedBy(signerOf(one.domain, 512), one, one.mail())
      return { ...forged, mail: `${forged.mail}more\r\n` }
    },
  },
  {
    name: 'SHA-1',
    because: 'key-weak',
    forge: async (one) => {
      const by = signerOf(one.domain, 2048)
      const mail = bytes(await signMail(one.mail(), by, { signTime: one.now, algorithm: 'rsa-sha1' }))
      return { mail, ask: dnsOf(keyRecords(by)) }
    },
  },
  {
    name: 'an expired signature',
    because: 'signature-expired',
    forge: async (one) => ({
      ...(await genuine(one, one.mail(), { expires: after(one.now, 60_000) })),
      now: after(one.now, 120_000),
    }),
  },
  {
    name: 'an expired signature, and a changed body',
    because: 'signature-expired',
    forge: async (one) => {
      const { mail, ask } = await genuine(one, one.mail(), { expires: after(one.now, 60_000) })
      return { mail: `${mail}more\r\n`, ask, now: after(one.now, 120_000) }
    },
  },
  {
    name: 'a signature from the future',
    because: 'signature-from-future',
    forge: async (one) => genuine(one, one.mail(), { signTime: after(one.now, dayMs) }),
  },
  {
    name: 'a length of the body, and words appended',
    because: 'body-not-whole',
    forge: async (one) => {
      const { mail, ask } = await genuine(one, one.mail(), { maxBodyLength: 10 })
      return { mail: `${mail}and everything else, too\r\n`, ask }
    },
  },
  {
    name: 'a length of the body, nothing appended',
    because: 'body-not-whole',
    forge: async (one) => genuine(one, one.mail(), { maxBodyLength: 5_000 }),
  },
  {
    name: 'a length of nothing, and another body',
    because: 'body-not-whole',
    forge: async (one) => {
      const { mail, ask } = await genuine(one, one.mail(), { maxBodyLength: 0 })
      return { mail: `${mail.slice(0, mail.indexOf('\r\n\r\n'))}\r\n\r\nAnother body.\r\n`, ask }
    },
  },
  {
    name: 'the Subject is not signed',
    because: 'fields-not-signed',
    forge: async (one) => genuine(one, one.mail(), { headerList: 'From:To:Date' }),
  },
  {
    name: 'the author is not signed',
    because: 'fields-not-signed',
    forge: tagged((mail) => mail.replace(/( h=[^;]*?)From/s, '$1Cc')),
  },
  {
    name: 'a Subject put in where none was signed',
    because: 'fields-not-signed',
    forge: async (one) => {
      const { mail, ask } = await genuine(one, one.mail({ Subject: '' }), { headerList: 'From:To:Date' })
      return { mail: mail.replace('\r\nTo:', `\r\nSubject: ${one.subject}\r\nTo:`), ask }
    },
  },
  ...changed.map(([how, change]): Forgery => ({
    name: `changed on the way: ${how}`,
    because: how === 'another selector' ? 'key-missing' : 'signature-broken',
    forge: async (one) => {
      const { mail, ask } = await genuine(one)
      return { mail: change(mail, one), ask }
    },
  })),
  {
    name: 'lines folded otherwise under simple canonicalization',
    because: 'signature-broken',
    forge: async (one) => {
      const { mail, ask } = await genuine(one, one.mail(), { canonicalization: 'simple/simple' })
      return { mail: mail.replace('\r\nDate: ', '\r\nDate:  '), ask }
    },
  },
  {
    name: 'a canonicalization that nobody knows',
    because: 'unsigned',
    forge: tagged((mail) => mail.replace(/ c=[a-z/]+/, ' c=loose/loose')),
  },
  {
    name: 'an algorithm that nobody knows',
    because: 'unsigned',
    forge: tagged((mail) => mail.replace(/ a=[a-z0-9-]+/, ' a=none-sha256')),
  },
  {
    name: 'two domains in one signature',
    because: 'signed-by-other-domain',
    forge: async (one) => {
      const forged = await signedBy(evil(), one, one.mail())
      return { ...forged, mail: forged.mail.replace(' d=evil-press.net;', ` d=${one.domain}; d=evil-press.net;`) }
    },
  },
  {
    name: 'an identity of another domain',
    because: 'signature-malformed',
    forge: async (one) => genuine(one, one.mail(), { identity: 'ada@evil-press.net' }),
  },
  {
    name: 'another version of the signature',
    because: 'signature-malformed',
    forge: tagged((mail) => mail.replace(' v=1;', ' v=2;')),
  },
  {
    name: 'a forwarder that nobody knows vouches',
    because: 'unsigned',
    forge: async (one) => {
      const by = signerOf('forwarding.example')
      const mail = bytes(await sealMail(one.mail(), by, `dkim=pass header.d=${one.domain}`))
      return { mail, ask: dnsOf(keyRecords(by)) }
    },
  },
  {
    name: 'a careful forwarder saw no good signature',
    because: 'unsigned',
    forge: async (one) => {
      const by = signerOf('google.com')
      const saw = `dkim=fail header.d=${one.domain}; spf=pass (dkim=pass header.d=${one.domain}) smtp.mailfrom=evil-press.net`
      return { mail: bytes(await sealMail(one.mail(), by, saw)), ask: dnsOf(keyRecords(by)) }
    },
  },
  {
    name: 'a careful forwarder saw the signature of another',
    because: 'unsigned',
    forge: async (one) => {
      const by = signerOf('google.com')
      const mail = bytes(await sealMail(one.mail(), by, `dkim=pass header.i=@not-${one.domain} header.s=${one.domain}`))
      return { mail, ask: dnsOf(keyRecords(by)) }
    },
  },
  {
    name: 'the seal of a careful forwarder, made by the forger',
    because: 'unsigned',
    forge: async (one) => {
      const theirs = signerOf('google.com', 'ed25519', 'forger')
      const mail = bytes(await sealMail(one.mail(), theirs, `dkim=pass header.d=${one.domain}`))
      return { mail, ask: dnsOf(keyRecords(signerOf('google.com'))) }
    },
  },
  {
    name: 'a hundred signatures of the organization, each by another key that nobody answers for',
    because: 'too-many-signatures',
    forge: async (one) => {
      const { mail } = await genuine(one)
      const [signature = ''] = /^DKIM-Signature:.*?\r\n(?=\S)/s.exec(mail) ?? []
      const all = Array.from({ length: 100 }, (_, n) => signature.replace(/ s=[a-z0-9]+;/, ` s=k${n};`))
      const silent = all.map((_, n) => `k${n}._domainkey.${one.domain}`)
      return { mail: all.join('') + mail.slice(signature.length), ask: dnsOf({}, silent) }
    },
  },
  {
    name: 'a hundred signatures of others',
    because: 'signed-by-other-domain',
    forge: async (one) => {
      const { mail, ask } = await signedBy(evil(), one, one.mail())
      const [signature = ''] = /^DKIM-Signature:.*?\r\n(?=\S)/s.exec(mail) ?? []
      return { mail: signature.repeat(100) + mail, ask }
    },
  },
  {
    name: 'an old signature of the organization above another mail',
    because: 'signature-broken',
    forge: async (one) => {
      const old = await genuine(one, one.mail({ Subject: 'Minutes' }))
      const [signature = ''] = /^DKIM-Signature:.*?\r\n(?=\S)/s.exec(old.mail) ?? []
      return { mail: signature + bytes(one.mail()), ask: old.ask }
    },
  },
]
