import { BlockList, isIP } from 'node:net'

// What is not of the public internet: the special-purpose registries of RFC 6890, in both versions of IP.
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
// Of 2000::/3 what leads to other addresses (Teredo, 6to4, ORCHID) or is for documents.
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** Whether an IP address is one of the public internet: nothing of this machine, its network, or a tunnel into one. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !blocked(special4, 'ipv4').check(address, 'ipv4')
  if (version !== 6 || address.includes('%')) return false
  return global6().check(address, 'ipv6') && !blocked(special6, 'ipv6').check(address, 'ipv6')
}

function blocked(ranges: readonly string[], version: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [base = '', bits = '0'] = range.split('/')
    list.addSubnet(base, Number(bits), version)
  }
  return list
}

/** Everything that is handed out to networks at all; an IPv4 address written as IPv6 is not among it. */
function global6(): BlockList {
  const list = new BlockList()
  list.addSubnet('2000::', 3, 'ipv6')
  return list
}
