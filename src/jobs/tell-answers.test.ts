import { expect, test } from 'vitest'
import { leadNewCampaign } from '#accounts'
import type { ReplyId } from '#kernel'
import { recipientsOf } from '#letters'
import { prepareJobs } from '#platform'
import { enterReply, publishReply, responseJobs, reviewReply, classifyReply, recordOf, redact } from '#responses'
import { composers, stopHearing } from '#signatures'
import { testDatabase } from '../../test/kit/database.ts'
import { firstOperator, tickingMeans } from '../../test/kit/accounts.ts'
import { on } from '../../test/kit/recorded.ts'
import { email, signed, signingPlace, vaultForTests as vault, wishFor } from '../../test/kit/signatures.ts'
import { answerFinder, tellOfReply } from './tell-answers.ts'

const database = await testDatabase()
const means = tickingMeans()
const { organizer: lead } = await firstOperator(database, means)
const place = await signingPlace(database, means)
const campaign = place.campaign.id
await prepareJobs(database, responseJobs)
await database.transaction((tx) => leadNewCampaign(tx, { by: lead, campaign }, means))

const hearing = ['ada', 'ben', 'cyd']
const ids = new Map<string, Awaited<ReturnType<typeof signed>>>()
for (const of of hearing) ids.set(of, await signed(database, wishFor(place, { of, hears: true }), means))
await signed(database, wishFor(place, { of: 'dot' }), means)
const acting = { campaign, by: lead }
const [recipient] = await database.read((tx) => recipientsOf(tx, campaign))

async function publish(text: string): Promise<ReplyId> {
  means.pass(1000)
  return database.transaction(async (tx) => {
    if (!recipient) throw new Error('the letter is sent to somebody')
    const scan = { name: 'scan.pdf', mediaType: 'application/pdf', bytes: new TextEncoder().encode(text) }
    const wish = { ...acting, recipient: recipient.id, channel: 'post', on: on('2026-03-20'), text, scan } as const
    const entered = await enterReply(tx, { ...wish, attachments: [] }, means)
    if (entered.kind !== 'entered') throw new Error(entered.kind)
    const { reply } = entered
    await reviewReply(tx, { ...acting, reply, state: 'accepted' }, means)
    await classifyReply(tx, { ...acting, reply, kind: 'substantive' }, means)
    const published = await publishReply(tx, { ...acting, reply }, means)
    if (published.kind !== 'recorded') throw new Error(published.why)
    return reply
  })
}

const finder = answerFinder('https://letters.example/c/CAMPAIGN/record/replies/REPLY', means)
const links = {
  confirm: String,
  notMe: String,
  signed: String,
  unsubscribe: (link: string) => `https://u.example/${link}`,
}

/** Makes the mails about answers that wait in the queue, and takes them from it as the mailer does. */
async function mails() {
  return database.transaction(async (tx) => {
    const rows = await tx.deleteFrom('platform_mail').where('kind', '=', 'signatures.answer').returningAll().execute()
    const notes = rows.map((row) => ({
      ...{ id: row.mail_id, kind: row.kind, dueAt: row.due_at, composedBefore: false, tries: 0, doubts: 0 },
      ids: Object.fromEntries(Object.entries(row.ids ?? {}).map(([name, id]) => [name, String(id)])),
      nextAt: row.next_at,
    }))
    const made = await composers(vault, links, undefined, finder)['signatures.answer']?.(tx, notes, means.now())
    return (made ?? []).flatMap((mail) => (mail === undefined || mail === 'later' ? [] : [mail]))
  })
}

test('whoever agreed to hear from the campaign is told once of an answer, and nobody else; killed anywhere, nobody twice', async () => {
  const reply = await publish('Thank you. We will mend them.')
  // The job is worked more than once: it died after its windows were committed, and before it was done.
  const dying = {
    ...database,
    transaction: async <T>(work: Parameters<typeof database.transaction<T>>[0]) => {
      await database.transaction(work)
      throw new Error('killed')
    },
  }
  await expect(tellOfReply(dying, { campaign, reply }, means)).rejects.toThrow('killed')
  for (let n = 0; n < 2; n += 1) await tellOfReply(database, { campaign, reply }, means)
  const told = await mails()
  expect(told.map(({ to }) => to).toSorted()).toEqual(hearing.map((of) => email(`${of}@mail.example`)))
  for (const { subject, text, unsubscribe } of told) {
    expect(subject).toBe('Halden answered: Mend the stairs')
    expect(text).toContain(`https://letters.example/c/stairs/record/replies/${reply}`)
    expect(text).toContain(unsubscribe)
    // The answer itself is read where it can be taken down.
    expect(text).not.toContain('We will mend')
  }
  await tellOfReply(database, { campaign, reply }, means)
  expect(await mails()).toEqual([])
})

test('who ended it, or signs only later, is not told; nor anybody of what was taken down meanwhile', async () => {
  const reply = await publish('Another letter.')
  await signed(database, wishFor(place, { of: 'eve', hears: true }), means)
  await tellOfReply(database, { campaign, reply }, means)
  const ben = ids.get('ben')
  if (ben) await database.transaction((tx) => stopHearing(tx, campaign, ben.signature))
  expect((await mails()).map(({ to }) => to).toSorted()).toEqual(['ada@mail.example', 'cyd@mail.example'])
  const third = await publish('A third letter.')
  await tellOfReply(database, { campaign, reply: third }, means)
  const event = (
    await database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))
  ).replies.find(({ id }) => id === third)?.event
  if (!event) throw new Error('it was published')
  await database.transaction((tx) => redact(tx, { campaign, by: 'server', event, reason: 'It was not theirs.' }, means))
  expect(await mails()).toEqual([])
})
