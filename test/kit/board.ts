import type { Role, Visitor } from '../../src/accounts/index.ts'
import type {
  CampaignId,
  EditionId,
  EmailAddress,
  LetterId,
  OrganizerId,
  SignOnId,
  VersionHash,
} from '../../src/kernel/index.ts'
import type { GatheringLetter } from '../../src/letters/index.ts'
import { lineFacts } from '../../src/organizations/line-facts.ts'
import type { AskId, BoardRow, BoardStatus, PrintedSignOn, SignOnDetail } from '../../src/organizations/index.ts'
import { plainSignatory } from './signatories.ts'

const uuid = (n: number): string => `0190f000-0000-7000-8000-${String(n).padStart(12, '0')}`
const hash = (n: number): VersionHash => n.toString(16).padStart(64, '0') as VersionHash
const at = (day: number): Date => new Date(Date.UTC(2026, 2, day, 10))

/** Somebody who is signed in, and the others of the campaign. */
export const organizerOnBoard = uuid(9001) as OrganizerId
export const otherOnBoard = uuid(9002) as OrganizerId

/** The moment at which the pages of a board are looked at. */
export const boardNow = at(20)

const campaign = {
  id: uuid(1) as CampaignId,
  slug: 'stairs',
  title: 'Stairs for everybody',
  summary: '',
  language: 'en',
  timeZone: 'America/New_York',
  leadOrganization: undefined,
}

const letterId = uuid(2) as LetterId

/** A letter to three recipients; the text to the last has a second version. */
const boardLetter: GatheringLetter = {
  campaign: campaign.id,
  campaignSlug: campaign.slug,
  campaignTitle: campaign.title,
  timeZone: campaign.timeZone,
  revision: 1,
  id: letterId,
  slug: 'march-2026',
  title: 'Letter of March 2026 on ramps and stairs',
  language: 'en',
  state: 'private',
  embargoUntil: undefined,
  closedAt: undefined,
  signOnUntil: at(31),
  editions: ['Verrolane', 'Northgate Rail', 'Quill'].map((recipient, index) => ({
    id: uuid(10 + index) as EditionId,
    slug: recipient.toLowerCase(),
    recipient,
    versions: (index === 2 ? [1, 2] : [1]).map((number) => ({
      number,
      hash: hash(100 * index + number),
      frozenAt: at(number),
    })),
  })),
}

/** A letter of a campaign, seen by somebody of a role. */
export function boardPlace(role: Role = 'lead') {
  const visitor: Visitor = {
    organizer: organizerOnBoard,
    name: 'Ola Operator',
    isNameless: false,
    language: 'en',
    isOperator: false,
    mayCreate: true,
    roles: new Map([[campaign.id, role]]),
    waiting: [],
    noteDue: false,
  }
  return { visitor, campaign, role, letter: boardLetter, now: boardNow }
}

const firsts = [
  'Harbor',
  'River',
  'Foundry',
  'Night School',
  'Tenants',
  'Open Court',
  'Salt Marsh',
  'Lantern',
  'Quarry',
]
const seconds = ['Lights', 'Guild', 'Row', 'Union', 'Assembly', 'Watch', 'Council', 'Alliance for Accessible Stations']
const thirds = ['', 'of Westhaven', 'of the Lower Valley', 'International', 'and Friends', 'Legal Defense Fund']

/** Organizations with names as long as real ones, each another. */
export const nameOnBoard = (n: number): string =>
  [firsts[n % 9], seconds[Math.floor(n / 9) % 8], thirds[Math.floor(n / 72) % 6], n >= 432 ? `No. ${n}` : '']
    .filter((part) => part !== '')
    .join(' ')

const statuses: readonly BoardStatus[] = [
  ...(['asked', 'asked', 'not-asked', 'interested', 'promised', 'declined', 'pending', 'signed'] as const),
  ...(['authorized', 'printed', 'printed', 'printed', 'changed', 'withdrawn'] as const),
]
const signed: ReadonlySet<BoardStatus> = new Set(['pending', 'signed', 'authorized', 'printed', 'changed', 'withdrawn'])

function rowOnBoard(n: number): BoardRow {
  const status = statuses[n % statuses.length] ?? 'asked'
  const isSigned = signed.has(status)
  const versions = status === 'pending' || !isSigned ? [] : [hash(1), hash(101), hash(status === 'printed' ? 202 : 201)]
  return {
    ask: n % 7 === 6 && isSigned ? undefined : (uuid(1000 + n) as AskId),
    signOn: isSigned ? (uuid(3000 + n) as SignOnId) : undefined,
    kind: 'organization',
    name: nameOnBoard(n),
    domain: undefined,
    group: undefined,
    personal: () => ({
      contact: { email: `office${n}@${nameOnBoard(n).split(' ')[0]?.toLowerCase()}.example` as EmailAddress },
      note:
        n % 5 === 0 ? 'Board meets on the 24th; Ruth speaks for it, and wants the second paragraph softer.' : undefined,
    }),
    status,
    since: at(1 + (n % 19)),
    nextOn: n % 11 === 0 ? '2026-03-20' : undefined,
    owner: n % 3 === 0 ? organizerOnBoard : undefined,
    editions: [],
    versions,
    level: ['authorized', 'printed', 'changed'].includes(status)
      ? ((['mail', 'dns', 'call-back'] as const)[n % 3] ?? 'mail')
      : 'unverified',
    verdict: status === 'printed' ? 'accepted' : undefined,
    remindedAt: undefined,
    reminders: 0,
    mailTrouble: n % 29 === 0 ? at(15) : undefined,
    queues:
      status === 'signed'
        ? ['authorize']
        : status === 'authorized'
          ? ['review']
          : status === 'changed'
            ? ['changed']
            : [],
  }
}

/** So many rows of the board. */
export const rowsOnBoard = (count: number): readonly BoardRow[] =>
  Array.from({ length: count }, (_, n) => rowOnBoard(n))

/** So many lines of the printed list; the first two are its lead group. */
export const linesOnBoard = (count: number): readonly PrintedSignOn[] =>
  Array.from({ length: count }, (_, n) => ({
    id: uuid(3000 + n) as SignOnId,
    letter: boardLetter.id,
    organization: undefined,
    organizationSlug: undefined,
    editions: [],
    ...plainSignatory,
    name: nameOnBoard(n),
    letterheadName: n === 0 ? 'Harbor Lights (HL)' : undefined,
    leadPosition: n < 2 ? n + 1 : undefined,
    position: n,
    origin: 'gathered',
    level: 'mail',
    versions: new Set([hash(1), hash(101), hash(202)]),
    withdrawnAt: undefined,
    leaf: n,
  }))

/** A sign-on with everything that its page can show. */
export const detailOnBoard: SignOnDetail = {
  signOn: uuid(3007) as SignOnId,
  campaign: campaign.id,
  letter: boardLetter.id,
  ask: uuid(1007) as AskId,
  organization: undefined,
  state: 'signed',
  line: lineFacts({ kind: 'organization', name: 'Lantern Lights' }),
  representative: { name: 'Ruth Adeyemi', role: 'Director', email: 'ruth@lantern.example' as EmailAddress },
  language: 'en',
  domain: { name: 'lantern.example', from: 'organizers' },
  level: 'unverified',
  verdict: undefined,
  reason: undefined,
  carries: true,
  consents: boardLetter.editions.map(({ id, versions }) => ({
    edition: id,
    hash: versions[0]?.hash ?? hash(0),
    number: 1,
    term: 1,
    how: 'signed',
    at: at(10),
  })),
  standing: [],
  awaitsFinal: false,
  evidence: (['review', 'refused'] as const).map((verdict, n) => ({
    id: uuid(5000 + n) as SignOnDetail['evidence'][number]['id'],
    isPresent: true,
    shown: { from: 'ruth@mail.lantern.example', signedBy: 'lantern.example', selector: 's1', sender: 'pass' },
    evidence: {
      id: uuid(5000 + n) as SignOnDetail['evidence'][number]['id'],
      organization: uuid(6) as SignOnDetail['evidence'][number]['evidence']['organization'],
      letter: boardLetter.id,
      level: 'mail',
      textHash: hash(1) as unknown as SignOnDetail['evidence'][number]['evidence']['textHash'],
      cameAt: at(11 + n),
      verdict,
      reasons: verdict === 'review' ? ['from-subdomain', 'is-answer'] : ['signature-broken'],
      judgement: undefined,
      rawHash: undefined,
      provedFor: undefined,
      forgotten: false,
    },
  })),
  home: [
    {
      home: uuid(7) as SignOnDetail['home'][number]['home'],
      askedAt: at(9),
      answers: [
        { name: 'Imani Cole', answer: 'question', words: 'Does it bind us beyond this letter?', at: at(9) },
        { name: 'Imani Cole', answer: 'yes', words: undefined, at: at(10) },
      ],
    },
  ],
  history: [
    { at: at(8), what: 'confirmed' },
    { at: at(10), what: 'signed' },
    { at: at(11), what: 'evidence' },
  ],
  mailTrouble: undefined,
  withdrawnAt: undefined,
  leaf: undefined,
  wishedName: 'Lantern Lights Society',
  queues: ['authorize'],
}
