import { expect, test } from 'vitest'
import type { EventId, TrailEvent } from '#accounts'
import type { CampaignId, LetterId, OrganizerId } from '#kernel'
import { html } from '#typeset'
import { changesInWords, subjectInWords, whoInWords } from './desk-trail-words.ts'

const id = <Id extends string>(n: number): Id => `00000000-0000-7000-8000-00000000000${n}` as Id
const [ada, gone, letter, campaign] = [id<OrganizerId>(1), id<OrganizerId>(2), id<LetterId>(3), id<CampaignId>(4)]
const names = {
  organizers: new Map([[ada, 'Ada <Vale>']]),
  things: new Map([[letter, 'Mend the stairs']]),
  campaigns: new Map([[campaign, 'Stairs']]),
}
const telling = { names, timeZone: 'Europe/Berlin', language: 'en' }
const event = (more: Partial<TrailEvent>): TrailEvent => ({
  ...{ id: id<EventId>(9), at: new Date(0), organizer: ada, campaign, act: 'set-role', subject: [] },
  ...{ before: undefined, after: undefined, ...more },
})
const shown = (one: unknown): string => html`${one as string}`.toString().replaceAll(/<[^>]+>/g, '')

test('who did it is a name, the server, or somebody of whom nothing is left', () => {
  expect(shown(whoInWords(event({}), names, 'en'))).toBe('Ada &lt;Vale&gt;')
  expect(shown(whoInWords(event({ organizer: undefined }), names, 'en'))).toBe('the server')
  expect(shown(whoInWords(event({ organizer: gone }), names, 'en'))).toBe('somebody who was erased')
})

test.each([
  [{ subject: [letter, gone] }, 'Mend the stairs'],
  [{ subject: ['freeze'] }, 'Fixing a text'],
  [{ subject: ['leaf:17'] }, 'leaf 17 of the log'],
  [{ subject: [gone], after: { review: 4, does: 'inv' } }, 'review 4'],
  [{ subject: [gone] }, ''],
  [{ subject: [campaign] }, ''],
] as const)('what it was done to is named: %j', (more, words) => {
  expect(shown(subjectInWords(event(more), names, 'en'))).toBe(words)
})

test.each([
  [{ role: 'editor' }, { role: null }, ['role: editor → none']],
  [{ two: false }, { two: true }, ['needs two people: no → yes']],
  [undefined, { by: 'passkey' }, ['by: a passkey']],
  [{ sessions: 3 }, undefined, ['sessions: 3 → gone']],
  [
    undefined,
    { act: 'lift-rule', hash: 'abcdef0123456789' },
    ['act: Doing without two people', 'hash of the content: abcdef01…'],
  ],
  [undefined, { does: 'inv', review: 4 }, ['done: struck out of the count']],
  [
    { state: 'embargoed', until: '2029-03-01T12:00:00.000Z' },
    { state: 'published' },
    ['state: embargoed → published', 'until: March 1, 2029 at 1:00 PM GMT+1 → gone'],
  ],
  [{ follows: null, language: 'en' }, { follows: letter, language: 'en' }, ['follows: none → Mend the stairs']],
  [undefined, { 'some-new-fact': 'x', someOther: 'y' }, ['some new fact: x', 'some other: y']],
  [
    { count: 2 },
    { count: 2, addedOnes: 1, renamed: 1, removed: 1, moved: true },
    ['added: 1', 'renamed: 1', 'removed: 1', 'order changed: yes'],
  ],
  [
    { status: 'not-asked' },
    { status: 'promised', mailed: true },
    ['status: not asked → promised', 'invitation mailed: yes'],
  ],
  [undefined, { changed: 'leadPosition.name' }, ['changed: place in the lead group, name']],
  [
    { ordering: 'as-printed', articles: 'kept' },
    { ordering: 'alphabetical', articles: 'kept' },
    ['ordered: as the names came in → by the alphabet, after the lead group'],
  ],
] as const)('what was before and is after reads as words: %j, %j', (before, after, words) => {
  expect(changesInWords(event({ before, after }), telling)).toEqual(words)
})
