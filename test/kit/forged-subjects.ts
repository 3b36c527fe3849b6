import { genuine, type Forgery } from './forgery.ts'
import type { ProofCase } from './proof-mail.ts'

const words = ({ subject }: ProofCase): readonly string[] => subject.split(' ')
const challengeOf = (one: ProofCase): string => words(one)[1] ?? ''
const hashOf = (one: ProofCase): string => words(one)[2] ?? ''
const turned = (text: string): string => [...text].toReversed().join('')

/** Subjects that the organization signed, and that are not the answer to our challenge. */
const others: readonly (readonly [string, Forgery['because'], (one: ProofCase) => string])[] = [
  [
    'an old mail: another challenge',
    'other-challenge',
    (one) => `Undersigned ${turned(challengeOf(one))} ${hashOf(one)}`,
  ],
  ['another text', 'other-text', (one) => `Undersigned ${challengeOf(one)} ${turned(hashOf(one))}`],
  ['no hash of the text', 'challenge-missing', (one) => `Undersigned ${challengeOf(one)}`],
  ['no challenge', 'challenge-missing', (one) => `Undersigned ${hashOf(one)}`],
  ['half a hash', 'challenge-missing', (one) => `Undersigned ${challengeOf(one)} ${hashOf(one).slice(0, 63)}`],
  ['a longer hash', 'challenge-missing', (one) => `Undersigned ${challengeOf(one)} ${hashOf(one)}0`],
  ['both as one word', 'challenge-missing', (one) => `Undersigned ${challengeOf(one)}${hashOf(one)}`],
  ['an ordinary Subject', 'challenge-missing', () => 'Minutes of the meeting'],
  [
    'an encoded word that names the challenge in its language',
    'challenge-missing',
    (one) => `=?utf-8*${challengeOf(one)}?Q?Minutes?= ${hashOf(one)}`,
  ],
  [
    'an encoded word that reads as another challenge',
    'other-challenge',
    (one) => `=?utf-8?B?${Buffer.from(`Undersigned ${turned(challengeOf(one))} ${hashOf(one)}`).toString('base64')}?=`,
  ],
  [
    'the old challenge first, ours behind',
    'other-challenge',
    (one) => `Undersigned ${turned(challengeOf(one))} ${hashOf(one)} ${challengeOf(one)}`,
  ],
  [
    'ours with an invisible character inside',
    'challenge-missing',
    (one) => {
      const text = `Undersigned ${challengeOf(one).slice(0, 9)}\u200b${challengeOf(one).slice(9)} ${hashOf(one)}`
      return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
    },
  ],
  [
    'digits of another script',
    'challenge-missing',
    (one) => {
      const text = one.subject.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))
      return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
    },
  ],
]

/** Mails that the organization really sent, and that say something else, or too late. */
export const subjectForgeries: readonly Forgery[] = [
  ...others.map(([name, because, subject]): Forgery => ({
    name: `signed by the organization: ${name}`,
    because,
    forge: async (one) => genuine(one, one.mail({ Subject: subject(one) })),
  })),
  {
    name: 'the challenge in the body only',
    because: 'challenge-missing',
    forge: async (one) => genuine(one, one.mail({ Subject: 'Hello' }, `Subject: ${one.subject}\r\n${one.subject}\r\n`)),
  },
  {
    name: 'the challenge in another field only',
    because: 'challenge-missing',
    forge: async (one) => genuine(one, one.mail({ Subject: 'Hello', 'Thread-Topic': one.subject })),
  },
  {
    name: 'a challenge that ended',
    because: 'challenge-expired',
    forge: async (one) => ({ ...(await genuine(one)), now: one.expected.endsAt }),
  },
  {
    name: 'no Subject',
    because: 'subject-unclear',
    forge: async (one) => genuine(one, one.mail({ Subject: '' })),
  },
  {
    name: 'a second Subject above a signed one',
    because: 'subject-unclear',
    forge: async (one) => {
      const { mail, ask } = await genuine(one, one.mail({ Subject: 'Minutes' }))
      return { mail: `Subject: ${one.subject}\r\n${mail}`, ask }
    },
  },
  {
    name: 'a second Subject below a signed one',
    because: 'subject-unclear',
    forge: async (one) => {
      const { mail, ask } = await genuine(one)
      return { mail: mail.replace('\r\n\r\n', '\r\nsubject: other\r\n\r\n'), ask }
    },
  },
  {
    name: 'a Subject exchanged for ours after signing',
    because: 'signature-broken',
    forge: async (one) => {
      const { mail, ask } = await genuine(one, one.mail({ Subject: 'Minutes' }))
      return { mail: mail.replace('Subject: Minutes', `Subject: ${one.subject}`), ask }
    },
  },
]
