import { BlockList, isIP } from 'node:net'

/** Whose word on `X-Forwarded-For` counts: our own proxies. */
export type TrustedProxies = {
  /** The addresses and CIDR ranges as the operator wrote them. */
  readonly entries: readonly string[]
  readonly trusts: (address: string) => boolean
}

/** @returns `undefined` when an entry is neither an IP address nor a CIDR range. */
export function parseTrustedProxies(entries: readonly string[]): TrustedProxies | undefined {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits, ...rest] = entry.split('/')
    const family = isIP(address)
    if (family === 0 || rest.length > 0) return undefined
    const kind = family === 4 ? 'ipv4' : 'ipv6'
    const longest = family === 4 ? 32 : 128
    if (bits === undefined) list.addAddress(address, kind)
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= longest) list.addSubnet(address, Number(bits), kind)
    else return undefined
  }
  return {
    entries,
    trusts: (address) => {
      const family = isIP(address)
      return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
    },
  }
}

const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

/**
 * The address a request comes from. `X-Forwarded-For` is counted from the right and only as far as each hop is a
 * trusted proxy: everything left of the first stranger is the stranger's own text.
 */
export function clientAddress(remote: string, forwardedFor: string | undefined, proxies: TrustedProxies): string {
  let address = plain(remote)
  const hops = (forwardedFor ?? '').split(',').map(plain)
  while (proxies.trusts(address)) {
    const next = hops.pop()
    if (next === undefined || isIP(next) === 0) break
    address = next
  }
  return address
}
