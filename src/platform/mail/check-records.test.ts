import { expect, test } from 'vitest'
import { mailKeyForTests } from '../../../test/kit/mail.ts'
import { checkMailRecords, type MailDns } from './check-records.ts'

const key = mailKeyForTests()
const sender = {
  domain: 'news.coalition.example',
  key,
  keyRecord: 'THE RECORD OF OUR KEY',
  host: 'mx.coalition.example',
}
const right: Readonly<Record<string, readonly string[]>> = {
  'ink._domainkey.news.coalition.example': [key.record],
  'news.coalition.example': ['some-proof=1', 'v=spf1 a:mx.coalition.example -all'],
  '_dmarc.coalition.example': ['v=DMARC1; p=quarantine'],
}

const dnsWith = (
  changed: Readonly<Record<string, readonly string[]>> = {},
  exchanges = ['mx.coalition.example'],
): MailDns => ({
  texts: async (name) => ({ ...right, ...changed })[name] ?? [],
  exchanges: async () => exchanges,
})

test('a domain with all records passes, and the policy may stand at the domain above', async () => {
  const found = await checkMailRecords(dnsWith(), sender)
  expect(found.map(({ kind }) => kind)).toEqual(['good', 'good', 'good', 'good'])
})

const domainKey = 'ink._domainkey.news.coalition.example'
test.for<readonly [string, Readonly<Record<string, readonly string[]>>, string, RegExp]>([
  ['no key', { [domainKey]: [] }, 'wrong', /^DKIM: .*THE RECORD OF OUR KEY$/],
  ['another key', { [domainKey]: ['v=DKIM1; k=rsa; p=AAAA'] }, 'wrong', /^DKIM: .*another key/],
  ['a key that was taken back', { [domainKey]: ['v=DKIM1; k=rsa; p='] }, 'wrong', /^DKIM: .*another key/],
  ['two keys', { [domainKey]: [key.record, key.record] }, 'wrong', /^DKIM: there are 2/],
  ['a key for tests', { [domainKey]: [`${key.record}; t=y`] }, 'look', /^DKIM: .*test/],
  [
    'nobody who may send',
    { 'news.coalition.example': ['some-proof=1'] },
    'wrong',
    /^SPF: .*v=spf1 mx a:mx\.coalition\.example ~all/,
  ],
  [
    'two who say who may send',
    { 'news.coalition.example': ['v=spf1 -all', 'v=spf1 mx -all'] },
    'wrong',
    /^SPF: .*2 records/,
  ],
  ['everybody may send', { 'news.coalition.example': ['v=spf1 +all'] }, 'wrong', /^SPF: .*everybody/],
  ['nobody is ruled out', { 'news.coalition.example': ['v=spf1 mx ?all'] }, 'look', /^SPF: .*rules nobody out/],
  [
    'no policy',
    { '_dmarc.coalition.example': [] },
    'wrong',
    /^DMARC: .*_dmarc\.news\.coalition\.example\. TXT "v=DMARC1; p=none"$/,
  ],
  [
    'two policies',
    { '_dmarc.coalition.example': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
    'wrong',
    /^DMARC: there are 2/,
  ],
  [
    'a strict policy',
    { '_dmarc.coalition.example': ['v=DMARC1; p=reject; adkim=s; aspf=s'] },
    'look',
    /^DMARC: .*strict/,
  ],
])('what is wrong is said with what to do: %s', async ([, changed, kind, sentence]) => {
  const found = await checkMailRecords(dnsWith(changed), sender)
  const amiss = found.filter((one) => one.kind !== 'good')
  expect(amiss).toEqual([{ kind, sentence: expect.stringMatching(sentence) }])
})

test('a domain that takes no mail loses its bounces', async () => {
  const found = await checkMailRecords(dnsWith({}, []), sender)
  expect(found.at(-1)).toEqual({ kind: 'look', sentence: expect.stringContaining('bounces are lost') })
})

test('a DNS that does not answer is no reason to call a record missing', async () => {
  const silent: MailDns = {
    texts: async () => Promise.reject(new Error('no answer')),
    exchanges: async () => Promise.reject(new Error('no answer')),
  }
  const found = await checkMailRecords(silent, sender)
  expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['look']))
})
