import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CampaignId } from '#kernel'
import { marksForTests } from '../../../test/kit/marks.ts'
import { registrableDomain } from './mail-domain.ts'
import { inboxShape, nameShape } from './shapes.ts'
import { packSignals, parseSignals, signalBytes, signalsOf, type FormTraits } from './signals.ts'

const vault = marksForTests()
const campaign = '01890000-0000-7000-8000-000000000001' as CampaignId
const other = '01890000-0000-7000-8000-000000000002' as CampaignId
const traits: FormTraits = {
  address: '192.0.2.17',
  email: 'ada.kowalska@mail.example.org',
  name: 'Ada Kowalska',
  opening: { kind: 'opened', seconds: 42 },
  honeypot: false,
  crossSite: false,
}

test('signals come back from their forty bytes as they went in', () => {
  const part = fc.string({ unit: 'binary' })
  const opening = fc.oneof(
    fc.record({ kind: fc.constant('opened' as const), seconds: fc.nat(65_535) }),
    fc.constantFrom({ kind: 'none' as const }, { kind: 'stale' as const }),
  )
  const any = fc.record({
    address: fc.oneof(fc.ipV4(), fc.ipV6(), part),
    email: fc.oneof(fc.emailAddress(), part),
    name: part,
    opening,
    honeypot: fc.boolean(),
    crossSite: fc.boolean(),
  })
  fc.assert(
    fc.property(any, (form) => {
      const signals = signalsOf(form, vault, campaign)
      const packed = packSignals(signals)
      expect(packed).toHaveLength(signalBytes)
      expect(parseSignals(packed)).toEqual(signals)
    }),
  )
  expect(parseSignals(new Uint8Array(signalBytes))).toBeUndefined()
  expect(parseSignals(new Uint8Array(3))).toBeUndefined()
})

test('no address, name or domain stands in packed signals, and another campaign or key sees other marks', () => {
  const packed = packSignals(signalsOf(traits, vault, campaign))
  for (const secret of ['192.0.2', 'ada', 'Kowalska', 'example.org', '\xc0\x00\x02'])
    expect(packed.includes(Buffer.from(secret, 'latin1'))).toBe(false)
  const here = signalsOf(traits, vault, campaign)
  const there = signalsOf(traits, vault, other)
  const elsewhere = signalsOf(traits, marksForTests('other'), campaign)
  for (const mark of ['close', 'near', 'wide', 'domain', 'shape'] as const)
    expect(new Set([here[mark], there[mark], elsewhere[mark]]).size).toBe(3)
})

test.each([
  ['example.org', 'example.org'],
  ['A7F3.B.Example.ORG', 'example.org'],
  ['mail.example.co.uk', 'example.co.uk'],
  ['x9.mail.example.co.uk', 'example.co.uk'],
  ['localhost', 'localhost'],
])('mail at %s counts for the domain %s', (host, domain) => {
  expect(registrableDomain(host)).toBe(domain)
})

test('a shape tells how a name is built and not which name it is', () => {
  expect(nameShape('Ada Kowalska')).toBe(nameShape('Eva Mazurska'))
  const shapes = [
    'Ada Kowalska',
    'ADA KOWALSKA',
    'ada kowalska',
    'Xkqz Bvtrplm',
    'Ada7 Kowalska',
    'Ada',
    'Ада Ковальская',
    '李',
    "O'Ada",
  ]
  expect(new Set(shapes.map((name) => nameShape(name))).size).toBe(shapes.length)
})

test('an inbox tells whether it fits the name, and whether it was counted up or drawn by lot', () => {
  expect(inboxShape('ada.kowalska', 'Ada Kowalska') & 16).toBe(16)
  expect(inboxShape('sunny77', 'Ada Kowalska') & 16).toBe(0)
  expect(inboxShape('user00041', 'Ada Kowalska')).toBe(inboxShape('user00042', 'Eva Lis'))
  expect(inboxShape('x7k2qp9vtr', 'Ada Kowalska') & 64).toBe(64)
})
