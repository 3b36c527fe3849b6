import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPerhapsTwice } from '#delivery'
import { systemMeans, type Backoff } from '#platform'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { deliveryPlace, dispatched, wishOf, type DeliveryPlace } from '../kit/deliveries.ts'
import { deliveryMailer, deliveryNow, mailsGone, quickBackoff } from '../kit/delivery-mailer.ts'
import { rounds } from '../kit/faults.ts'
import { scriptedServer, type SmtpScript, type SmtpStep, type SmtpTrick } from '../kit/mail-server.ts'
import { vaultForTests } from '../kit/signatures.ts'

const database = await testDatabase()
const means = systemMeans()
// A server that refuses everything is taken to be set up wrong, and asked for days: here for seconds.
const backoff: Backoff = { ...quickBackoff, pauseSeconds: [0.01, 0.05], expirySeconds: 3 }
const say = (line: string, more: object = {}): SmtpTrick => ({ kind: 'say', line, ...more })

/** What a mail server does at a step instead of the usual: how often before it behaves, and after how many times that it did. */
type Behavior = { readonly step: SmtpStep; readonly trick: SmtpTrick; readonly times: number; readonly after?: number }
type Named = readonly [name: string, ...behaviors: readonly Behavior[]]

const always = Number.POSITIVE_INFINITY
const steps: readonly SmtpStep[] = ['greet', 'ehlo', 'mail', 'rcpt', 'data', 'body', 'dot']
const tricks: Readonly<Record<string, SmtpTrick>> = {
  'a temporary refusal': say('451 4.7.1 later'),
  'an end of the session': say('421 4.3.2 closing', { leave: true }),
  garbage: say('¿ ink'),
  'half a line': say('45', { leave: true }),
  'a drop': { kind: 'drop' },
  silence: { kind: 'hang' },
  slowness: { kind: 'slow', milliseconds: 40 },
}
const atEveryStep: readonly Named[] = steps.flatMap((step) =>
  Object.entries(tricks).flatMap(([name, trick]) =>
    [1, 2].map((times): Named => [`${name} at ${step}, ${times}×`, { step, trick, times }]),
  ),
)

const noUser = say('550 5.1.1 nobody here')
const offers = { step: 'ehlo', trick: say('250-ink.example\r\n250 STARTTLS') } as const
const takesAndDrops = { step: 'dot', trick: { kind: 'drop', take: true }, times: 1 } as const
/** What is easily got wrong, always tried. */
const treacherous: readonly Named[] = [
  ...[1, 2, always].flatMap((times) => [
    [`takes it and drops, ${times}×`, { ...takesAndDrops, times }] as const,
    [`takes it and is silent, ${times}×`, { step: 'dot', trick: { kind: 'hang', take: true }, times }] as const,
  ]),
  ['takes it and says garbage', { step: 'dot', trick: say('ink', { take: true }), times: 1 }],
  ['takes it, drops, then knows nobody', takesAndDrops, { step: 'rcpt', trick: noUser, times: always, after: 1 }],
  ...(['rcpt', 'data', 'dot'] as const).map((step): Named => [
    `refuses for good at ${step}`,
    { step, trick: noUser, times: always },
  ]),
  ...['454 4.7.0 no TLS now', '220 go on, in clear'].map((line): Named => [
    `offers STARTTLS and says ${line}`,
    { ...offers, times: 1 },
    { step: 'starttls', trick: say(line, { leave: true }), times: 1 },
  ]),
  ['drops at STARTTLS', { ...offers, times: 2 }, { step: 'starttls', trick: { kind: 'drop' }, times: 2 }],
]

/** The rest by a seed: always the same fifty in all, in the order of their steps. */
const picked = fc.shuffledSubarray([...atEveryStep], { minLength: 36, maxLength: 36 })
const order = ['starttls', ...steps]
const fifty: readonly Named[] = [...treacherous, ...fc.sample(picked, { seed: 19, numRuns: 1 }).flat()].toSorted(
  ([, one], [, other]) => order.indexOf(one?.step ?? '') - order.indexOf(other?.step ?? ''),
)
const tried = fifty.filter((_, index) => index % rounds(5, 1) === 0)

test('the fifty behaviors are fifty, and reach every step', () => {
  expect(new Set(fifty.map(([name]) => name)).size).toBe(50)
  const reached = new Set(fifty.flatMap(([, ...behaviors]) => behaviors.map(({ step }) => step)))
  expect(reached).toEqual(new Set(order))
})

test.for(tried)(
  'no delivery is lost, none comes more than twice, and what is said of it is so, when the server: %s',
  async ([name, ...behaviors]) => {
    const place = await deliveryPlace(database, means, { slug: `b${fifty.findIndex(([one]) => one === name)}` })
    const server = await scriptedServer(scriptOf(behaviors))
    const mailer = deliveryMailer(database, server.url, means, { backoff })
    const id = await dispatched(database, wishOf(place, 0), means)
    await mailsGone(database)
    await mailer.stop()
    await truthful(place, id, server.taken)
    expect(await checkEverything(database, vaultForTests)).toEqual([])
  },
)

function scriptOf(behaviors: readonly Behavior[]): SmtpScript {
  return (at, _to, before) =>
    behaviors.find(({ step, times, after = 0 }) => step === at && before >= after && before < after + times)?.trick
}

/** Compares what is said of each addressee with what their server has. */
async function truthful(
  place: DeliveryPlace,
  id: Awaited<ReturnType<typeof dispatched>>,
  taken: readonly { readonly to: string; readonly bytes: Buffer }[],
): Promise<void> {
  const delivery = await deliveryNow(database, place.id, id)
  for (const one of delivery.addressees) {
    const address = place.editions[0]?.addressees[one.position - 1]?.email
    const copies = taken.filter(({ to }) => to === address)
    expect(copies.length).toBeLessThanOrEqual(2)
    expect(['sent', 'failed', 'unknown']).toContain(one.status)
    if (one.status === 'sent') expect(copies.length).toBeGreaterThanOrEqual(1)
    if (one.status === 'failed') expect(copies.length).toBe(0)
    if (copies.length === 2) expect(isPerhapsTwice(one)).toBe(true)
    // The same mail to every mailbox, by its Message-ID.
    expect(
      new Set(copies.map(({ bytes }) => /^message-id: (.*)$/im.exec(bytes.toString('latin1'))?.[1])).size,
    ).toBeLessThanOrEqual(1)
    const proofs = delivery.proofs.filter(({ position }) => position === one.position)
    expect(proofs.length).toBeGreaterThanOrEqual(1)
    expect(proofs.some(({ outcome }) => outcome === 'accepted')).toBe(one.status === 'sent')
    if (one.status === 'unknown') expect(proofs.at(-1)?.outcome).not.toBe('accepted')
  }
  expect(delivery.leaf !== undefined).toBe(delivery.addressees.some(({ status }) => status === 'sent'))
}
