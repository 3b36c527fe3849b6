import type { Block, EditionId, EditionText, LetterId, SignOnId } from '../../src/kernel/index.ts'
import { canonicalText, hashText } from '../../src/proof/index.ts'
import type { PrintedSignOn } from '../../src/organizations/index.ts'
import type { PrintedList } from '../../src/publication/index.ts'
import type { CounselFacts, EditionToSign, JoinFacts, OwnFacts } from '../../src/web/represent-facts.ts'
import { exampleTruth } from './example.ts'
import { plainSignatory } from './signatories.ts'

const truth = exampleTruth()

/** A frozen text as pages for representatives show it. */
function toSign(recipient: string, text: EditionText, number = 1): EditionToSign {
  const version = { number, hash: hashText(canonicalText(text)) }
  return {
    id: `edition-${recipient}` as EditionId,
    slug: recipient.toLowerCase(),
    recipientName: recipient,
    version,
    text,
  }
}

/** The three editions of the example, in plain paragraphs. */
export const exampleEditions: readonly EditionToSign[] = truth.letters.map((letter) =>
  toSign(letter.recipient, {
    language: 'en',
    title: undefined,
    date: undefined,
    recipient: letter.recipient,
    addressees: letter.addressees.map(({ name, title, organization }) => ({ name, title, organization })),
    copies: [],
    salutation: letter.salutation,
    blocks: letter.paragraphs.map(({ plain }): Block => ({
      kind: 'paragraph',
      inlines: [{ kind: 'text', text: plain }],
    })),
    closing: letter.closing,
  }),
)

const theLetter = 'letter' as LetterId

/** A line of a list with nothing but a name, printed on the editions that are named. */
export const plainLine = (
  name: string,
  position: number,
  more: Partial<PrintedSignOn> & Pick<PrintedSignOn, 'editions'>,
): PrintedSignOn => ({
  id: `line-${position}` as SignOnId,
  letter: theLetter,
  organization: undefined,
  organizationSlug: undefined,
  origin: 'recorded',
  level: undefined,
  versions: 'all',
  withdrawnAt: undefined,
  leaf: undefined,
  ...plainSignatory,
  name,
  position,
  ...more,
})

const everywhere = exampleEditions.map(({ id }) => id)
/** The ninety of the example, printed on all three editions. */
export const exampleLines: readonly PrintedSignOn[] = truth.signatories.map((name, index) =>
  plainLine(name, index + 1, { editions: everywhere }),
)

/** A list of lines in the order of the alphabet. */
export const listOf = (lines: readonly PrintedSignOn[], headings: readonly string[] = []): PrintedList => ({
  lines,
  headings,
  settings: { ordering: 'alphabetical', articles: 'skipped' },
})

const place = {
  campaign: { title: 'No secret scores for tenants', timeZone: 'America/New_York' },
  letter: { title: 'Stop scoring tenants in secret', language: 'en' },
} as const
const until = new Date('2026-05-15T21:00:00Z')

/** What a personal link of the example leads to. */
export const joinFacts = (more: Partial<JoinFacts> = {}): JoinFacts => ({
  link: 'LINK',
  ...place,
  editions: exampleEditions,
  until,
  list: listOf(exampleLines),
  ...more,
})

/** The page of a representative who has signed two of the three, and proved nothing yet. */
export const ownFacts = (more: Partial<OwnFacts> = {}): OwnFacts => ({
  link: 'LINK',
  ...place,
  letterPath: '/c/scores/stop',
  isOpen: true,
  isDelivered: false,
  until,
  state: 'signed',
  reason: undefined,
  kind: 'organization',
  name: 'Harbor Lights Tenants’ Union',
  title: undefined,
  affiliation: undefined,
  group: undefined,
  representative: {
    name: 'Ada Quill',
    role: 'president of the board',
    email: 'ada@harbor-lights.example',
    deputyEmail: undefined,
  },
  takesMail: true,
  domain: 'harbor-lights.example',
  carries: false,
  chosen: exampleEditions.slice(0, 2),
  further: exampleEditions.slice(2),
  consents: exampleEditions.slice(0, 2).map(({ recipientName, version }) => ({
    recipientName,
    ...version,
    at: new Date('2026-04-01T12:00:00Z'),
    how: 'signed' as const,
  })),
  changed: [],
  level: 'unverified',
  evidence: [],
  proof: undefined,
  isAccepted: false,
  printedTo: [],
  awaitsFinalTo: [],
  earlierTo: [],
  homes: [],
  wishedName: undefined,
  successor: undefined,
  ...more,
})

/** What to send or publish, as a challenge says it. */
export const exampleProof: NonNullable<OwnFacts['proof']> = {
  domain: 'harbor-lights.example',
  inbox: 'sign-on@letters.example',
  subject: `Undersigned ${'0123456789abcdef'.repeat(2)} ${'ab'.repeat(32)}`,
  provesByMail: true,
  dns: {
    name: '_undersigned.harbor-lights.example',
    value: `Undersigned ${'0123456789abcdef'.repeat(2)} ${'ab'.repeat(32)}`,
  },
  file: {
    url: 'https://harbor-lights.example/.well-known/undersigned.txt',
    text: `Undersigned ${'0123456789abcdef'.repeat(2)} ${'ab'.repeat(32)}`,
  },
  until: new Date('2026-04-08T12:00:00Z'),
}

/** What board or counsel read. */
export const counselFacts = (more: Partial<CounselFacts> = {}): CounselFacts => ({
  link: 'LINK',
  ...place,
  editions: exampleEditions.slice(0, 2),
  name: 'Harbor Lights Tenants’ Union',
  asks: { name: 'Ada Quill', role: 'president of the board' },
  until,
  isOpen: true,
  ...more,
})

/** A text with some of its words replaced, as its next version. */
export function corrected(edition: EditionToSign, from: string, to: string): EditionToSign {
  const blocks = edition.text.blocks.map((block) => ({
    ...block,
    inlines: block.inlines.map((inline) => ({ ...inline, text: inline.text.replaceAll(from, to) })),
  }))
  return toSign(edition.recipientName, { ...edition.text, blocks }, edition.version.number + 1)
}
