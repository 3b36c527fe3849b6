import { expect, test } from 'vitest'
import { networksOf } from './networks.ts'

test.each([
  ['192.0.2.17', '192.0.2.240', 'close near wide'],
  ['192.0.2.17', '192.0.3.17', 'wide'],
  ['192.0.2.17', '::ffff:192.0.2.99', 'close near wide'],
  ['192.0.2.17', '198.51.100.17', ''],
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', 'close near wide'],
  ['2001:db8:1:2::1', '2001:DB8:0001:3::1', 'near wide'],
  ['2001:db8:1:2::1', '2001:db8:2:2::1', 'wide'],
  ['2001:db8::', '2001:db8:0:0:5::192.0.2.1', 'close near wide'],
  ['fe80::1%eth0', 'fe80::2', 'close near wide'],
  ['2001:0DB8:0001:0002:ffff::', '2001:db8:1:2::6', 'close near wide'],
  ['64:ff9b::192.0.2.33', '64:ff9b::198.51.100.1', 'close near wide'],
  ['::1', '::2', 'close near wide'],
  ['2001:db8::6', '2001:db9::6', ''],
  ['nothing', 'nothing', 'close near wide'],
  ['nothing', 'something', ''],
])('%s and %s share the networks: %s', (one, two, shared) => {
  const [a, b] = [networksOf(one), networksOf(two)]
  expect((['close', 'near', 'wide'] as const).filter((size) => a[size] === b[size]).join(' ')).toBe(shared)
})
