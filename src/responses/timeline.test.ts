import { expect, test } from 'vitest'
import type { RecipientId, RecordEventId, ReplyId } from '#kernel'
import { on } from '../../test/kit/recorded.ts'
import { timelineOf, type CampaignRecord, type RecordCorrespondence, type RecordReply } from './index.ts'
import { recordFrom } from './record-from.ts'

const recipient = 'r' as RecipientId
const dated = (day: string) => ({
  event: day as RecordEventId,
  on: on(day),
  recordedAt: new Date(0),
  hash: '' as never,
})

function withReply(
  described: Partial<RecordCorrespondence> & { readonly day: string },
  kind: RecordReply['kind'] = 'substantive',
): CampaignRecord {
  const { day, ...more } = described
  const campaign = { id: 'c' as never, slug: 'c', title: 'C', language: 'en', timeZone: 'UTC' }
  const reply = { ...dated('2030-03-02'), id: 'reply' as ReplyId, recipient, kind } as unknown as RecordReply
  const state = 'response-received'
  const correspondence = [{ ...dated(day), recipient, state, note: undefined, ...more } as RecordCorrespondence]
  const nothing = { campaign, recipients: [], deliveries: [], sources: [] }
  return { ...recordFrom([]), ...nothing, replies: [reply], correspondence }
}

const kinds = (record: CampaignRecord) => timelineOf(record, recipient).map(({ kind }) => kind)

test('a reply that is on record is told once, also where somebody wrote down that it came', () => {
  expect(kinds(withReply({ day: '2030-03-02' }))).toEqual(['reply'])
  expect(kinds(withReply({ day: '2030-03-04' }))).toEqual(['reply'])
})

test('what says more than that a reply came is told beside it', () => {
  expect(kinds(withReply({ day: '2030-03-04', note: 'By telephone, too.' }))).toEqual(['described', 'reply'])
  expect(kinds(withReply({ day: '2030-03-04', state: 'meeting-offered' }))).toEqual(['described', 'reply'])
  expect(kinds(withReply({ day: '2030-03-01' }))).toEqual(['reply', 'described'])
  // A machine that says that nobody is there is no reply.
  expect(kinds(withReply({ day: '2030-03-04' }, 'out-of-office'))).toEqual(['described', 'reply'])
})
