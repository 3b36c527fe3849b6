import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { dkimSign, sealMessage, type DKIMSignOptions } from 'mailauth'
import type { DnsAsk } from '../../src/platform/index.ts'

/** Whoever signs mail for a domain: a private key, and the record of the public one. */
export type Signer = {
  readonly domain: string
  readonly selector: string
  readonly privateKey: string
  readonly record: string
}

/** The kinds of keys that signers have; the numbers are the bits of RSA. */
export type SignerKey = 'ed25519' | 512 | 1024 | 2048

/** Makes signers for any domain. Keys are made once for each kind and name: making one takes longer than all else. */
export function signerMaker(): (domain: string, key?: SignerKey, owner?: string) => Signer {
  const pairs = new Map<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>()
  return (domain, kind = 'ed25519', owner = domain) => {
    const name = `${kind} ${owner}`
    const pair = pairs.get(name) ?? makePair(kind)
    pairs.set(name, pair)
    const spki = pair.publicKey.export({ type: 'spki', format: 'der' })
    const shown = kind === 'ed25519' ? spki.subarray(-32) : spki
    return {
      domain,
      selector: kind === 'ed25519' ? 'quill' : `ink${kind}`,
      privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      record: `v=DKIM1; k=${kind === 'ed25519' ? 'ed25519' : 'rsa'}; p=${shown.toString('base64')}`,
    }
  }
}

function makePair(kind: SignerKey) {
  return kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: kind })
}

/** The DNS of a test: text records by name; `silent` names get no answer. */
export function dnsOf(texts: Readonly<Record<string, string>>, silent: readonly string[] = []): DnsAsk {
  return async (name, type) => {
    if (silent.includes(name.toLowerCase())) throw Object.assign(new Error('silent'), { code: 'ETIMEOUT' })
    const text = type === 'TXT' ? texts[name.toLowerCase()] : undefined
    if (text === undefined) throw Object.assign(new Error('nothing'), { code: 'ENOTFOUND' })
    return [[text]]
  }
}

/** The records of signers' keys. */
export function keyRecords(...signers: readonly Signer[]): Readonly<Record<string, string>> {
  return Object.fromEntries(signers.map((one) => [`${one.selector}._domainkey.${one.domain}`, one.record]))
}

/** A mail with a real DKIM signature above it. */
export async function signMail(
  mail: string,
  { domain, selector, privateKey }: Signer,
  options: Partial<DKIMSignOptions> = {},
): Promise<string> {
  const one = { signingDomain: domain, selector, privateKey, ...options }
  const { signatures, errors } = await dkimSign(mail, { ...one, signatureData: [one] })
  if (errors[0]) throw errors[0].err
  if (signatures === '') throw new Error('nothing was signed')
  return signatures + mail
}

/** A mail with the seal of a forwarder (ARC) above it, who says what it saw. */
export async function sealMail(mail: string, by: Signer, saw: string): Promise<string> {
  const { domain: signingDomain, selector, privateKey } = by
  const authResults = `mx.${signingDomain}; ${saw}`
  const head = await sealMessage(mail, { signingDomain, selector, privateKey, cv: 'none', i: 1, authResults })
  return head.toString() + mail
}

/** A mail of fields and a body, with the line ends of the standard. */
export function mailOf(fields: readonly (readonly [name: string, value: string])[], body: string): string {
  return `${fields.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body.replaceAll(/\r?\n/g, '\r\n')}`
}
