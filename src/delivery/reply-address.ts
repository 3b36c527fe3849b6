import type { DeliveryId } from '#kernel'
import type { Vault } from '#platform'

const prefix = 'reply-'
const idBytes = 16
const markBytes = 16
// RFC 4648 section 6 in lower case: mail servers may change the case of what stands before the @.
const digits = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * The address at which answers to a delivery arrive: `reply-TOKEN@HOST`, 58 characters before the @ (RFC 5321 allows
 * 64). It names the delivery; nobody without the keys can make one. Stays good when keys for links are changed.
 */
export function replyAddressOf(vault: Vault, delivery: DeliveryId, host: string): string {
  const id = Buffer.from(delivery.replaceAll('-', ''), 'hex')
  return `${prefix}${written(Buffer.concat([id, markOf(vault, delivery)]))}@${host}`
}

/** Which delivery a mail to an address answers; `undefined` for every address that this server has not made. */
export function deliveryOfReplyAddress(vault: Vault, address: string): DeliveryId | undefined {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase()
  const bytes = local.startsWith(prefix) ? bytesOf(local.slice(prefix.length)) : undefined
  if (bytes?.length !== idBytes + markBytes) return undefined
  const id = bytes.toString('hex', 0, idBytes)
  const delivery = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-')
  return vault.holds('reply', bytes.subarray(idBytes), delivery) ? (delivery as DeliveryId) : undefined
}

const markOf = (vault: Vault, delivery: DeliveryId): Buffer => vault.mark('reply', delivery).subarray(0, markBytes)

function written(bytes: Buffer): string {
  let text = ''
  let [bits, held] = [0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += digits[(held >>> (bits - 5)) & 31] ?? ''
    held &= 31
  }
  return bits > 0 ? text + (digits[(held << (5 - bits)) & 31] ?? '') : text
}

/** @returns `undefined` for what is not the one spelling of some bytes. */
function bytesOf(text: string): Buffer | undefined {
  const bytes: number[] = []
  let [bits, held] = [0, 0]
  for (const one of text) {
    const value = digits.indexOf(one)
    if (value < 0) return undefined
    held = ((held & 0xff) << 5) | value
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >>> bits) & 0xff)
  }
  const found = Buffer.from(bytes)
  return written(found) === text ? found : undefined
}
