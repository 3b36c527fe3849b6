import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeliveryId } from '#kernel'
import { openVault } from '#platform'
import { deliveryOfReplyAddress, replyAddressOf } from './reply-address.ts'

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)
const vaultOf = (identity: number, link = 3) =>
  openVault({ identity: key(identity), seal: [{ id: 1, key: key(2) }], link: [{ id: 1, key: key(link) }] })
const vault = vaultOf(1)
const ids = fc.uuid().map((id) => id as DeliveryId)

test('an address for answers names its delivery, whatever case the servers between make of it', () => {
  fc.assert(
    fc.property(ids, (id) => {
      const address = replyAddressOf(vault, id, 'letters.example')
      expect(address).toMatch(/^reply-[a-z2-7]{52}@letters\.example$/)
      expect(deliveryOfReplyAddress(vault, address)).toBe(id)
      expect(deliveryOfReplyAddress(vault, address.toUpperCase())).toBe(id)
    }),
  )
})

test('nobody without the keys makes an address, and one changed digit makes it none', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 6, max: 57 }), fc.constantFrom('a', 'm', '7'), (id, at, digit) => {
      const address = replyAddressOf(vault, id, 'letters.example')
      expect(deliveryOfReplyAddress(vaultOf(9), address)).toBeUndefined()
      const changed = `${address.slice(0, at)}${digit}${address.slice(at + 1)}`
      if (changed !== address) expect(deliveryOfReplyAddress(vault, changed)).toBeUndefined()
    }),
  )
})

test('an address that is on paper stays good when the keys for links are changed', () => {
  fc.assert(
    fc.property(ids, (id) => {
      expect(deliveryOfReplyAddress(vaultOf(1, 8), replyAddressOf(vault, id, 'a.example'))).toBe(id)
    }),
  )
})

test.each(['', 'reply-', 'reply-@a.example', 'ada@a.example', `reply-${'a'.repeat(52)}@a.example`])(
  'other addresses name no delivery: %j',
  (address) => expect(deliveryOfReplyAddress(vault, address)).toBeUndefined(),
)
