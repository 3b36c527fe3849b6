import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vaultOfMemory } from '../../../test/kit/mail.ts'
import { readBounce } from './bounce.ts'
import { sealToken } from './token.ts'

const vault = vaultOfMemory()
const mail = { id: '0190aaaa-0000-7000-8000-000000000001', kind: 'ink.blot', ids: { blot: '17' } }
const token = sealToken(mail, vault)
const original = [
  'From: letters@coalition.example',
  `X-Undersigned-Mail: ${token}`,
  'Subject: Ink',
  '',
  'https://x.example',
]

type Parts = {
  readonly type?: string
  readonly status?: readonly string[]
  readonly quoted?: readonly string[]
  readonly quotedAs?: string
}

function report({
  type = 'delivery-status',
  status = failed,
  quoted = original,
  quotedAs = 'message/rfc822',
}: Parts): Buffer {
  const lines = [
    ...['From: MAILER-DAEMON@mx.example', 'To: letters@coalition.example', 'MIME-Version: 1.0'],
    ...[`Content-Type: multipart/report; report-type=${type}; boundary="b"`, '', '--b', 'Content-Type: text/plain', ''],
    ...[
      'Sorry.',
      '--b',
      `Content-Type: message/${type}`,
      '',
      ...status,
      '--b',
      `Content-Type: ${quotedAs}`,
      '',
      ...quoted,
    ],
    '--b--',
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n`)
}

const failed = [
  'Reporting-MTA: dns; mx.example',
  '',
  'Final-Recipient: rfc822; ada@inbox.example',
  'Action: failed',
  'Status: 5.1.1',
  '',
]
const delayed = failed.map((line) => line.replace('failed', 'delayed').replace('5.1.1', '4.4.1'))
const givenUp = failed.map((line) => line.replace('5.1.1', '4.4.7'))
const delivered = failed.map((line) => line.replace('failed', 'delivered').replace('5.1.1', '2.0.0'))
const complaint = ['Feedback-Type: abuse', 'User-Agent: ink/1', 'Version: 1', '']

test.for<readonly [string, Buffer, string | undefined]>([
  ['a mailbox that is not there', report({}), 'permanent'],
  [
    'the same with the headers alone',
    report({ quotedAs: 'text/rfc822-headers', quoted: original.slice(0, 3) }),
    'permanent',
  ],
  ['a mail that is late', report({ status: delayed }), 'temporary'],
  ['a server that was given up', report({ status: givenUp }), 'temporary'],
  ['a mail that arrived', report({ status: delivered }), undefined],
  ['a complaint', report({ type: 'feedback-report', status: complaint }), 'permanent'],
  ['a report on a mail of somebody else', report({ quoted: ['Subject: Ink', '', 'x'] }), undefined],
  ['a report with a seal that is not ours', report({ quoted: ['X-Undersigned-Mail: Zm9yZ2Vk', '', 'x'] }), undefined],
  ['our own mail', Buffer.from(original.join('\r\n')), undefined],
  ['an absence note that quotes ours', Buffer.from(`Subject: away\r\n\r\n${original.join('\r\n')}`), undefined],
  [
    'the free form of Exim',
    Buffer.from(
      `X-Failed-Recipients: ada@inbox.example\r\nSubject: Mail delivery failed\r\n\r\nA copy:\r\n\r\n${original.join('\r\n')}`,
    ),
    'permanent',
  ],
])('what comes back is read: %s', async ([, message, kind]) => {
  expect(await readBounce(message, vault)).toEqual(kind === undefined ? undefined : { mail, kind })
})

test('no message whatever makes the reader fail', async () => {
  const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...original, ...failed, '--b', '\r\n\r\n'))
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (lines) => {
      await readBounce(Buffer.from(lines.join('\r\n')), vault)
    }),
  )
})
