/** The networks an address stands in, as text: to be counted in memory or marked under a key, never to be kept. */
export type Networks = { readonly close: string; readonly near: string; readonly wide: string }

/**
 * The networks of a client's address: for IPv4 the /24 (close and near) and the /16; for IPv6 the /64, which is what
 * one household has, the /48, which is what one site has (RFC 6177), and the /32. What is no address is its own network.
 */
export function networksOf(address: string): Networks {
  const four = bytesOfFour(address.replace(/^::ffff:(?=\d+\.)/i, ''))
  if (four !== undefined) {
    const near = `4/24 ${four.slice(0, 3).join('.')}`
    return { close: near, near, wide: `4/16 ${four.slice(0, 2).join('.')}` }
  }
  const six = groupsOfSix(address.replace(/%.*$/, ''))
  if (six === undefined) return { close: address, near: address, wide: address }
  const head = (groups: number): string => six.slice(0, groups).join(':')
  return { close: `6/64 ${head(4)}`, near: `6/48 ${head(3)}`, wide: `6/32 ${head(2)}` }
}

function bytesOfFour(text: string): readonly number[] | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined
  const bytes = text.split('.').map(Number)
  return bytes.every((byte) => byte < 256) ? bytes : undefined
}

function groupsOfSix(text: string): readonly string[] | undefined {
  if (!/^[0-9a-f:.]{2,45}$/i.test(text) || !text.includes(':')) return undefined
  const [before = '', after, ...more] = text.split('::')
  const left = groupsOf(before)
  const right = groupsOf(after ?? '')
  const missing = 8 - left.length - right.length
  if (more.length > 0 || (after === undefined ? missing !== 0 : missing < 1)) return undefined
  return [...left, ...Array.from({ length: missing }, () => '0'), ...right]
}

function groupsOf(part: string): readonly string[] {
  if (part === '') return []
  // An IPv4 address at the end is two groups, which no network of ours reaches.
  return part
    .split(':')
    .flatMap((group) => (group.includes('.') ? ['0', '0'] : [Number.parseInt(group, 16).toString(16)]))
}
