import { Resolver } from 'node:dns/promises'

/**
 * One question to the DNS, as `resolve` of `node:dns` answers it: for `TXT` a list of records in pieces. Rejects with
 * the code `ENOTFOUND` or `ENODATA` when there is no such record, and with another when nobody answers.
 */
export type DnsAsk = (name: string, type: string) => Promise<string[][] | string[]>

/** What the DNS said when asked for the texts of a name. `silent`: nobody answers just now. */
export type DnsTexts = { readonly kind: 'texts'; readonly texts: readonly string[] } | { readonly kind: 'silent' }

/** The DNS as this machine sees it. A question is given up after 10 seconds. */
export function systemDnsAsk(): DnsAsk {
  const resolver = new Resolver({ timeout: 5000, tries: 2 })
  // The records of types that nobody asks for here have other shapes; those that are asked for have this one.
  return async (name, type) => (await resolver.resolve(name, type)) as string[][] | string[]
}

/** Asks for the text records of a name; each is put together from its pieces. */
export async function askTexts(ask: DnsAsk, name: string): Promise<DnsTexts> {
  try {
    const records = await ask(name, 'TXT')
    return { kind: 'texts', texts: records.map((pieces) => [pieces].flat().join('')) }
  } catch (error) {
    return isNoRecord(error) ? { kind: 'texts', texts: [] } : { kind: 'silent' }
  }
}

function isNoRecord(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTFOUND' || error.code === 'ENODATA')
}
