import { expect, test } from 'vitest'
import { proofCase } from '../../../test/kit/proof-mail.ts'
import { dnsOf } from '../../../test/kit/signed-mail.ts'
import { parseDomainName } from '#platform'
import { judgeDns, judgeFile, recordToMake } from './judge-record.ts'

const one = proofCase(3)
const { expected, now: at } = one
const { dnsName, fileAddress, line } = recordToMake(expected)
const now = () => at
const other = line.replace(/.$/, (last) => (last === '0' ? '1' : '0'))

test('a record in the DNS of the domain proves, whatever stands beside it', async () => {
  const two = async (name: string) => (name === dnsName ? [['v=spf1 -all'], [line.slice(0, 50), line.slice(50)]] : [])
  expect(await judgeDns(expected, { ask: two, now })).toEqual({ kind: 'proved' })
})

test('a record that is missing, of another text, too late or of another name proves nothing', async () => {
  const judged = async (texts: Readonly<Record<string, string>>, when = at) =>
    judgeDns(expected, { ask: dnsOf(texts), now: () => when })
  const refused = (reason: string) => ({ kind: 'refused', reasons: [reason] })
  expect(await judged({})).toEqual(refused('record-missing'))
  expect(await judged({ [one.domain]: line })).toEqual(refused('record-missing'))
  expect(await judged({ [dnsName]: `${line} and more` })).toEqual(refused('record-missing'))
  expect(await judged({ [dnsName]: other })).toEqual(refused('record-other'))
  expect(await judged({ [dnsName]: line }, expected.endsAt)).toEqual(refused('challenge-expired'))
})

test('a DNS that does not answer is asked again later', async () => {
  expect(await judgeDns(expected, { ask: dnsOf({}, [dnsName]), now })).toEqual({ kind: 'later' })
})

test('a public suffix proves nothing, neither by its DNS nor by its site', async () => {
  const domain = parseDomainName('github.io')
  if (!domain) throw new Error('no domain')
  const refused = { kind: 'refused', reasons: ['domain-proves-nothing'] }
  const fetchFile = async () => ({ kind: 'text', text: line }) as const
  expect(await judgeDns({ ...expected, domain }, { ask: async () => [[line]], now })).toEqual(refused)
  expect(await judgeFile({ ...expected, domain }, { fetchFile, now })).toEqual(refused)
})

test('a file on the site proves; each other answer of the site has its reason', async () => {
  const asked: string[] = []
  const judged = async (file: Awaited<ReturnType<Parameters<typeof judgeFile>[1]['fetchFile']>>) =>
    judgeFile(expected, { fetchFile: async (address) => (asked.push(address), file), now })
  expect(await judged({ kind: 'text', text: `# our proofs\r\n${other}\r\n  ${line}  \r\n` })).toEqual({
    kind: 'proved',
  })
  expect(asked).toEqual([fileAddress])
  expect(fileAddress).toBe(`https://${one.domain}/.well-known/undersigned.txt`)
  const answers = { missing: 'record-missing', elsewhere: 'site-elsewhere', unreadable: 'site-unreadable' } as const
  for (const kind of ['missing', 'elsewhere', 'unreadable'] as const)
    expect(await judged({ kind })).toEqual({ kind: 'refused', reasons: [answers[kind]] })
  expect(await judged({ kind: 'silent' })).toEqual({ kind: 'later' })
})
