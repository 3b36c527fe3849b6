import { parsePartialDate, type Block, type Inline, type Signatory, type SignatoryGroup } from '#kernel'
import type { LetterSheet } from '#typeset'

const text = (words: string): Inline => ({ kind: 'text', text: words })
const link = (words: string, href: string | undefined): Inline => ({ kind: 'link', text: words, href })
const paragraph = (...inlines: readonly Inline[]): Block => ({ kind: 'paragraph', inlines })

/** A letter of two pages about a thing no company sells, with links of which some lead nowhere any more. */
export const letterBlocks: readonly Block[] = [
  paragraph(
    text(
      'We are a coalition of organizations that speak for tenants, travelers and people who work at night. We write today to repeat our demand that Halden Systems stop renting its gait scanner, Stride, to public landlords. Keeping the trust of the people who live behind those doors requires that Halden act now.',
    ),
  ),
  paragraph(
    text('Since we sent '),
    link('our first letter', 'https://tenants.example/letters/1'),
    text(' in May 2031, Stride has been questioned wherever it was put up. Over '),
    link('150,000 residents', 'https://tenants.example/petition'),
    text(
      ' have signed petitions against it. Eleven city councils, among them the three largest in the region, have recognized that a way of walking is not a key. Institutional shareholders have ',
    ),
    link('sounded the alarm', undefined),
    text(
      ' about what Stride means for Halden’s business. More than 400 of your own employees, senior engineers among them, have ',
    ),
    link('made it clear', 'https://engineers.example/open'),
    text(' that they do not want to build what will be used against their neighbors.'),
  ),
  paragraph(
    text(
      'The dangers of gait scanning can only be met by keeping it out of the hands of those who can evict. It gives a landlord an unheard-of power to learn who visits whom, at what hour, and how often. It gives that power over people who limp, who use a cane, who carry a child on one arm. Systems of this kind repeat, and make worse, the suspicion under which these tenants already live. In a house that watches how its people walk, nobody can come home late without wondering who will ask why.',
    ),
  ),
  { kind: 'heading', inlines: [text('What we ask of Halden')] },
  paragraph(text('We ask three things, none of them new and none of them hard to understand:')),
  {
    kind: 'numbered',
    inlines: [
      text(
        'End every contract under which Stride is used at the door of a home, and say in public on what day each one ended.',
      ),
    ],
  },
  {
    kind: 'numbered',
    inlines: [
      text(
        'Delete the recordings that were made under those contracts, and let somebody who does not depend on you confirm it.',
      ),
    ],
  },
  { kind: 'numbered', inlines: [text('Promise not to sell, rent or lend a successor for the same use.')] },
  {
    kind: 'quote',
    inlines: [
      text(
        '“A door should know a key. It should not know a person, and it should never know a person’s illness.” So your founder said in 2024.',
      ),
    ],
  },
  paragraph(
    text(
      'Instead of acting on these plain dangers, your company has passed them on to others. It became known in the autumn that Halden has ',
    ),
    link('discussed Stride', 'https://records.example/requests/2201?page=4#minutes'),
    text(
      ' with the housing ministry, a contract that would put it at the door of four hundred thousand homes. All the while you have declined to answer the council’s questions, even the simplest one: who your customers are.',
    ),
  ),
  paragraph(
    text('What Halden has left undone stands beside what its competitors have done. In December 2031, '),
    link('Orvane announced', 'https://orvane.example/news/doors'),
    text(
      ' that it will not sell such a scanner until its dangers are dealt with. And the head of Pell & Marrow has rightly acknowledged both the danger and the duty of a company to look to itself. It will not do to wait until people have grown used to it. The dangers are clear, and so are the steps that would end them:',
    ),
  ),
  { kind: 'bullet', inlines: [text('a date after which no door is opened by Stride;')] },
  { kind: 'bullet', inlines: [text('a public list of the houses where it was in use; and')] },
  { kind: 'bullet', inlines: [text('a person at Halden whom tenants can reach, by name.')] },
  paragraph(
    text(
      'By continuing to rent Stride to public landlords, Halden puts at risk the people behind those doors, sets aside the protest of its own workers, and spends the trust on which its business rests. Halden must stop renting gait scanners to those who can evict.',
    ),
  ),
  paragraph(text('We look forward to your written response to this letter.')),
]

const firsts = [
  'Alder',
  'Bright Harbor',
  'Commonweal',
  'Dunmore',
  'Eastgate',
  'Fernhill',
  'Greywater',
  'Hollin',
  'Inland',
  'Juniper',
  'Kestrel',
  'Longmeadow',
  'Millrace',
  'Northwater',
  'Orchard',
  'Pinefall',
  'Quarry Lane',
  'Riverbend',
  'Saltmarsh',
  'Tidewater',
  'Upland',
  'Valewood',
  'Westbrook',
  'Yarrow',
]
const seconds = [
  'Tenants’ Union',
  'Alliance for Safe Homes',
  'Legal Aid Society',
  'Center for Public Space',
  'Workers’ Assembly',
  'Coalition against Surveillance and for Fair Housing',
  'Neighbors Together',
  'Council on Disability Rights, Eastern Region',
  'Library Association',
  'Interfaith Committee',
  'Night Shift Network (NSN)',
  'Project on Government Records',
  'Women’s League',
  'Migrants’ Welcome',
  'Community Fund, Inc.',
]

/** The n-th invented organization; no two are alike. */
export function organizationName(n: number): string {
  const pairs = firsts.length * seconds.length
  const round = Math.floor(n / pairs)
  // 77 has no factor in common with the number of pairs: every pair comes once, well mixed.
  const pick = (n * 77) % pairs
  const name = `${firsts[pick % firsts.length]} ${seconds[Math.floor(pick / firsts.length)]}`
  return round === 0 ? name : `${name}, Chapter ${round + 1}`
}

/** An organization as it signs, with nothing but its name. */
export function organizationNamed(name: string): Signatory {
  return {
    kind: 'organization',
    name,
    title: undefined,
    affiliation: undefined,
    representative: undefined,
    country: undefined,
    note: undefined,
  }
}

const givenNames = ['Ada', 'Bram', 'Celeste', 'Dario', 'Esi', 'Farah', 'Goran', 'Hana', 'Ivo', 'Jun', 'Kofi', 'Liv']
const familyNames = [
  'Abernale',
  'Brightwater',
  'Castellan',
  'Dovrefeld',
  'Estrada Lume',
  'Farrowby',
  'Galloway-Finch',
  'Hollander',
]
const posts = [
  'Professor of Housing Law',
  'Nurse',
  'Senior Lecturer in Disability Studies',
  'Retired judge',
  'Architect',
]

/** The n-th invented person, with a title and an affiliation. */
export function personNumber(n: number): Signatory {
  return {
    ...organizationNamed(`${givenNames[n % givenNames.length]} ${familyNames[Math.floor(n / 3) % familyNames.length]}`),
    kind: 'person',
    title: posts[n % posts.length],
    affiliation: n % 4 === 3 ? undefined : `University of ${firsts[n % firsts.length]}`,
    note: n % 9 === 0 ? 'signs for herself alone' : undefined,
  }
}

/** `count` invented organizations in one group without heading. */
function organizations(count: number): readonly SignatoryGroup[] {
  const names = Array.from({ length: count }, (_, n) => organizationName(n)).sort()
  return [{ heading: undefined, signatories: names.map(organizationNamed) }]
}

/** A frozen letter with `count` invented organizations, on US letter paper; `changes` replaces parts of it. */
export function sheetOf(count: number, changes: Partial<LetterSheet> = {}): LetterSheet {
  const groups = organizations(count)
  return {
    text: {
      language: 'en',
      title: undefined,
      date: parsePartialDate('2032-01-15'),
      recipient: 'Halden Systems',
      addressees: [
        { name: 'Marit Osterholm', title: 'Founder and Chief Executive Officer', organization: undefined },
        {
          name: 'Theo Vance',
          title: 'General Counsel and Senior Vice President',
          organization: 'Halden Systems, Inc.',
        },
      ],
      copies: [],
      salutation: 'Dear Ms. Osterholm and Mr. Vance,',
      blocks: letterBlocks,
      closing: 'Signed,',
    },
    documentTitle: 'Letter to Halden Systems',
    letterhead: groups.flatMap((group) => group.signatories.map((signatory) => signatory.name)),
    groups,
    state: {
      kind: 'frozen',
      version: 1,
      hash: '3f9a0c5be1d27846a9b80f1ec2d3547698badcfe102132435465768798a9bacb',
      frozenOn: 'January 15, 2032',
    },
    paper: 'us-letter',
    ...changes,
  }
}
