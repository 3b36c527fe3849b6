import { isIP } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientAddress, parseTrustedProxies, type TrustedProxies } from './client-address.ts'

function trusting(...entries: readonly string[]): TrustedProxies {
  const proxies = parseTrustedProxies(entries)
  if (!proxies) throw new Error('these entries do not read')
  return proxies
}

test('without trusted proxies nobody is believed: the connection counts, whatever it says', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.string(), (remote, said) => {
      expect(clientAddress(remote, said, trusting())).toBe(remote)
    }),
  )
})

test.each([
  ['10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['10.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['10.0.0.1', '198.51.100.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
  ['::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['10.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8::1', '2001:db8:ffff::7', '2001:db8:ffff::7'],
  ['10.0.0.1', undefined, '10.0.0.1'],
  ['10.0.0.1', '', '10.0.0.1'],
  ['10.0.0.1', 'unknown', '10.0.0.1'],
  ['10.0.0.1', '198.51.100.1, nonsense', '10.0.0.1'],
  ['192.0.2.1', '203.0.113.9', '192.0.2.1'],
])('a connection from %s that says %s counts as %s', (remote, said, client) => {
  expect(clientAddress(remote, said, trusting('10.0.0.0/8', '2001:db8::/48'))).toBe(client)
})

test('a stranger behind our proxy counts as the address the proxy saw, whatever text the stranger sent along', () => {
  const proxies = trusting('10.0.0.0/8')
  const stranger = fc.ipV4().filter((address) => !proxies.trusts(address))
  const said = fc.oneof(
    fc.string(),
    fc.array(fc.ipV4()).map((all) => all.join(', ')),
    fc.constant('10.0.0.1, 10.0.0.2'),
  )
  fc.assert(
    fc.property(stranger, said, (address, text) => {
      expect(clientAddress('10.1.2.3', `${text}, ${address}`, proxies)).toBe(address)
    }),
  )
})

test('the result is always an address, given that the connection has one', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.string({ unit: 'binary' }), (remote, said) => {
      expect(isIP(clientAddress(remote, said, trusting('0.0.0.0/0')))).toBeGreaterThan(0)
    }),
  )
})

test.each(['10.0.0.0/33', '10.0.0/8', 'proxy.example', '', '10.0.0.1/', '::/129', '10.0.0.0/8/8', '10.0.0.0/-1'])(
  'a trusted proxy that reads %j is refused',
  (entry) => {
    expect(parseTrustedProxies([entry])).toBeUndefined()
  },
)
