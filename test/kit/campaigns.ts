import fc from 'fast-check'
import { oneLine, type Addressee, type EditionText, type PartialDate } from '../../src/kernel/index.ts'
import type { CampaignRecord, EditionRecord, LetterRecord, VersionRecord } from '../../src/letters/index.ts'
import { strictKey, type LetterList, type ListsRecord, type SignatoryRow } from '../../src/organizations/index.ts'
import { canonicalText, hashText } from '../../src/proof/index.ts'
import { hostileText } from './hostile-text.ts'
import { plainSignatory } from './signatories.ts'

/** A campaign as its rooms record it. */
export type RecordedCampaign = { readonly campaign: CampaignRecord; readonly lists: ListsRecord }

const names: readonly string[] = [
  'Harbor Legal Aid',
  'The Stair Keepers (TSK)',
  '=1+1',
  '+SUM(A1)',
  '-cmd',
  '@home',
  'Marrow, Finch & Sons',
  'The “Open” Archive',
  '"quoted", twice',
  'two\nlines',
  'carriage\r\nreturn',
  'שכנים למען המדרגות',
  'جيران السلالم',
  'a | b \\ c',
  '\u202Eback to front',
  'Élan Vital',
  '# not a comment',
  'key: value',
  '- item',
  'No',
  '2019',
  '~',
  '\u2028',
  'tab\there',
  ' edges ',
  '\uFEFFmark',
  '{a: b}',
  '*alias',
  '&anchor',
  '!tag',
  '%directive',
  '---',
  "it's",
  '\u0085next',
  '\u0007bell',
]

/** A text that is easily broken by whatever writes it down; never empty, and one that a database can keep. */
const anyName: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom(...names) },
    { weight: 2, arbitrary: hostileText },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }) },
  )
  .map((text) => text.replaceAll('\0', ''))
  .filter((text) => text !== '' && text.isWellFormed())

const optional = fc.option(anyName, { nil: undefined })
const slug = fc.constantFrom(
  'halden',
  'marrow-finch',
  'oke',
  'north',
  '2019',
  'ümlaut-straße',
  'שלום',
  'letter-1',
  'letter',
  'a',
)
const language = fc.constantFrom('en', 'de', 'ar', 'pt-BR')
const date = fc.option(
  fc.constantFrom('2019', '2019-01', '2024-02-29').map((text) => text as PartialDate),
  { nil: undefined },
)
const moment = fc.date({
  min: new Date('1971-01-01T00:00:00Z'),
  max: new Date('2900-01-01T00:00:00Z'),
  noInvalidDate: true,
})

const addressee: fc.Arbitrary<Addressee> = fc
  .record({ name: optional, title: optional, organization: optional })
  .filter((one) => one.name !== undefined || one.title !== undefined || one.organization !== undefined)

const text: fc.Arbitrary<EditionText> = fc.record({
  language,
  title: optional,
  date,
  recipient: anyName,
  addressees: fc.array(addressee, { maxLength: 2 }),
  copies: fc.array(addressee, { maxLength: 1 }),
  salutation: optional,
  blocks: fc.array(
    fc.record({
      kind: fc.constantFrom('paragraph', 'heading', 'bullet'),
      inlines: fc.tuple(fc.record({ kind: fc.constant('text' as const), text: hostileText })),
    }),
    { maxLength: 3 },
  ),
  closing: optional,
})

const demand = fc.record({ slug: fc.constantFrom('d1', 'stop'), wording: fc.oneof(anyName, fc.constant('')) })

const versions: fc.Arbitrary<readonly VersionRecord[]> = fc
  .uniqueArray(
    fc.record({
      canonicalText: text.map(canonicalText),
      frozenAt: moment,
      asked: fc.constantFrom('correction' as const, 'change' as const, undefined),
      demands: fc.array(demand, { maxLength: 2 }),
    }),
    {
      minLength: 1,
      maxLength: 3,
      selector: (version) => version.canonicalText,
    },
  )
  .map((all) =>
    all.map(({ asked, ...one }, index) => ({
      ...one,
      number: index + 1,
      change: index === 0 ? undefined : asked,
      hash: hashText(one.canonicalText),
    })),
  )

const edition = (recipients: readonly string[]): fc.Arbitrary<EditionRecord> =>
  fc.record({
    slug,
    recipient: fc.constantFrom(...recipients),
    language,
    printedTitle: optional,
    date,
    salutation: optional,
    closing: optional,
    addressees: fc.array(addressee, { maxLength: 3 }),
    copies: fc.array(addressee, { maxLength: 2 }),
    versions,
  })

const state: fc.Arbitrary<Pick<LetterRecord, 'state' | 'embargoUntil' | 'closedAt'>> = fc.oneof(
  fc.record({
    state: fc.constantFrom('draft', 'private', 'published'),
    embargoUntil: fc.constant(undefined),
    closedAt: fc.constant(undefined),
  }),
  fc.record({ state: fc.constant('embargoed' as const), embargoUntil: moment, closedAt: fc.constant(undefined) }),
  fc.record({ state: fc.constant('closed' as const), embargoUntil: fc.constant(undefined), closedAt: moment }),
)

const letter = (recipients: readonly string[]): fc.Arbitrary<LetterRecord> =>
  fc
    .record({
      slug,
      title: anyName,
      language,
      source: fc.oneof(hostileText, fc.constant('\uFEFFBOM\r\nline\n'), fc.constant('')),
      state,
      signOnUntil: fc.option(moment, { nil: undefined }),
      notes: fc
        .uniqueArray(fc.record({ writtenAt: moment, body: anyName }), {
          maxLength: 2,
          selector: (note) => note.writtenAt.getTime(),
        })
        .map((notes) => notes.toSorted((one, other) => one.writtenAt.getTime() - other.writtenAt.getTime())),
      unfixed: fc.boolean(),
      editions: fc.uniqueArray(edition(recipients), {
        minLength: 1,
        maxLength: 3,
        comparator: (one, other) =>
          one.slug === other.slug || (one.recipient === other.recipient && one.language === other.language),
      }),
    })
    .map(({ state: stated, unfixed, editions, ...one }) => ({
      ...one,
      ...stated,
      follows: undefined,
      // Only what nobody may read yet can stand without a fixed text.
      editions: unfixed && stated.state === 'draft' ? editions.map((each) => ({ ...each, versions: [] })) : editions,
    }))

const campaign: fc.Arbitrary<CampaignRecord> = fc
  .uniqueArray(fc.record({ slug, name: anyName, fullName: optional }), {
    minLength: 1,
    maxLength: 4,
    selector: (one) => one.slug,
  })
  .chain((recipients) =>
    fc
      .record({
        slug,
        title: anyName,
        summary: fc.oneof(anyName, fc.constant('')),
        language,
        timeZone: fc.constantFrom('Europe/Berlin', 'UTC', 'America/New_York'),
        leadOrganization: optional,
        letters: fc.uniqueArray(letter(recipients.map((one) => one.slug)), {
          maxLength: 3,
          selector: (one) => one.slug,
        }),
        following: fc.boolean(),
        backwards: fc.boolean(),
      })
      .map(({ letters, following, backwards, ...one }) => ({
        ...one,
        recipients,
        letters: letters.map((each, index) => ({
          ...each,
          follows: following ? letters[index + (backwards ? 1 : -1)]?.slug : undefined,
        })),
      })),
  )

const line = fc.record({
  kind: fc.constantFrom<SignatoryRow['kind']>('organization', 'organization', 'person'),
  name: anyName,
  letterheadName: optional,
  signatureName: optional,
  leadPosition: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  group: optional,
  title: optional,
  affiliation: optional,
  representative: optional,
  country: optional,
  note: optional,
  covers: fc.integer({ min: 0, max: 7 }),
})

const listOf = ({ slug: name, editions }: LetterRecord): fc.Arbitrary<LetterList> =>
  fc.record({
    letter: fc.constant(name),
    settings: fc.record({
      ordering: fc.constantFrom('as-printed', 'alphabetical'),
      articles: fc.constantFrom('kept', 'skipped'),
    }),
    groups: fc.uniqueArray(anyName, { maxLength: 2 }),
    endorsements: fc.array(
      fc.record({ name: anyName, title: optional, group: optional, words: optional, source: optional }),
      { maxLength: 2 },
    ),
    signatories: fc.array(line, { maxLength: 6 }).map((lines) =>
      lines.map(({ covers, ...one }, index) => ({
        ...one,
        position: index * 2 + 1,
        sortKey: undefined,
        aliases: [],
        editions: editions.filter((_, place) => (covers >> place) % 2 === 1).map((each) => each.slug),
      })),
    ),
  })

const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

/** The organizations that the lists name, each once by its strict key, some with a sort key and further spellings. */
const organizationsOf = (lists: readonly LetterList[], extra: readonly string[]): ListsRecord['organizations'] => {
  const signed = lists.flatMap(({ signatories }) => signatories).filter(({ kind }) => kind === 'organization')
  const unique = new Map(signed.map(({ name }) => [strictKey(name), name]))
  return [...unique.values()]
    .map((name, index) => ({
      slug: `organization-${index}`,
      name,
      sortKey: extra[index],
      aliases: [...new Set(extra.slice(index))].toSorted(byCodeUnits),
    }))
    .toSorted((one, other) => byCodeUnits(one.slug, other.slug))
}

/**
 * Campaigns of every shape that the house can hold: several letters, some following another; drafts, embargoes and
 * closed letters; several versions; organizations, persons and groups; names that break whatever takes them for markup.
 */
export const anyCampaign: fc.Arbitrary<RecordedCampaign> = campaign.chain((one) =>
  fc.tuple(fc.tuple(...one.letters.map(listOf)), fc.array(anyName, { maxLength: 3 })).map(([lists, extra]) => ({
    campaign: one,
    lists: { organizations: organizationsOf(lists, extra), lists },
  })),
)

/** One plain campaign, published, for tests that change one thing about it. */
export function plainCampaign(): RecordedCampaign {
  const words: EditionText = {
    language: 'en',
    title: undefined,
    date: undefined,
    recipient: 'Halden',
    addressees: [],
    copies: [],
    salutation: 'Dear Halden,',
    blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text: oneLine('Keep the archive open.') }] }],
    closing: undefined,
  }
  const canonical = canonicalText(words)
  const fixed: VersionRecord = {
    number: 1,
    hash: hashText(canonical),
    canonicalText: canonical,
    frozenAt: new Date('2026-01-15T09:30:00Z'),
    change: undefined,
    demands: [{ slug: 'open', wording: 'Keep it open.' }],
  }
  const toHalden: EditionRecord = {
    slug: 'halden',
    recipient: 'halden',
    language: 'en',
    printedTitle: undefined,
    date: undefined,
    salutation: 'Dear Halden,',
    closing: undefined,
    addressees: [{ name: 'Ada Vale', title: 'Chief Executive', organization: undefined }],
    copies: [],
    versions: [fixed],
  }
  const open: LetterRecord = {
    slug: 'open-archive',
    title: 'Keep the archive open',
    language: 'en',
    source: 'Keep the archive open.\n',
    state: 'published',
    embargoUntil: undefined,
    closedAt: undefined,
    signOnUntil: undefined,
    follows: undefined,
    notes: [{ writtenAt: new Date('2026-02-01T09:00:00Z'), body: 'It was read aloud.\n\nIn full.' }],
    editions: [toHalden],
  }
  const signatory: SignatoryRow = {
    ...plainSignatory,
    name: 'Harbor Legal Aid',
    aliases: [],
    editions: ['halden'],
  }
  return {
    campaign: {
      slug: 'archive',
      title: 'The archive',
      summary: '',
      language: 'en',
      timeZone: 'Europe/Berlin',
      leadOrganization: undefined,
      recipients: [{ slug: 'halden', name: 'Halden', fullName: 'Halden Group' }],
      letters: [open],
    },
    lists: {
      organizations: [{ slug: 'harbor-legal-aid', name: 'Harbor Legal Aid', sortKey: undefined, aliases: [] }],
      lists: [
        {
          letter: 'open-archive',
          settings: { ordering: 'as-printed', articles: 'kept' },
          groups: [],
          endorsements: [],
          signatories: [signatory],
        },
      ],
    },
  }
}
