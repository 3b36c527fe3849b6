import { diceOf, type Dice } from './dice.ts'
import { inventedNames, inventedPerson, respelled } from './twin-names.ts'
import { paragraph, printedDate, sentence, withLinks, type Linked } from './twin-text.ts'

/** A generated file with the layout of letters run together, and what a perfect reader finds in it. */
export type Twin = { readonly text: string; readonly truth: readonly TwinLetter[] }

export type TwinLetter = {
  readonly recipient: string
  readonly date: string | null
  readonly addressees: readonly { readonly name: string; readonly title: string; readonly organization: string }[]
  readonly salutation: string
  readonly closing: string
  readonly paragraphs: readonly { readonly text: string; readonly links: Linked['links'] }[]
  readonly signatories: readonly string[]
}

/** How a twin is set: one setting for the whole file. */
type Setting = {
  readonly sidebarWidth: number
  readonly columnWidth: number
  readonly pages: number
  readonly signaturePages: number
  readonly sidebarFirst: boolean
  readonly cutsNames: boolean
  readonly glues: boolean
  readonly closing: string
  readonly greets: boolean
  readonly gluedPeople: boolean
  readonly eachOrganization: boolean
}

const companies: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['Velmora', 'Velmora, Inc.'],
  ['Quandrel', 'Quandrel.com, Inc.'],
  ['Tessary', 'Tessary Corporation'],
  ['Ombrix', 'Ombrix LLC'],
  ['Halvern', 'Halvern GmbH'],
  ['Northbeam Systems', 'Northbeam Systems Ltd.'],
  ['Pellucid', 'Pellucid plc'],
]
const titles = [
  'Founder and Chief Executive Officer',
  'President',
  'General Counsel and Senior Vice President',
  'Senior Vice President, Global Affairs',
  'Chief Executive Officer',
  'Chair of the Board',
  'Chief Legal Officer',
  'Vice President of Public Policy',
] as const

/** The twin of a seed: the same seed always gives the same file. */
export function twin(seed: number): Twin {
  const d = diceOf(seed)
  const setting = settingOf(d)
  const names = inventedNames(d, d.between(30, 200))
  const shared = Array.from({ length: d.between(1, 4) }, () => paragraph(d, 'the company'))
  const recipients = d.some(companies, d.between(2, 4))
  const letters = recipients.map(([recipient, organization], at) =>
    letterOf(d, { setting, names, shared, recipient, organization, curly: at === 1 && d.chance(0.5) }),
  )
  return {
    text: letters.map((letter) => letter.printed).join('\n\n') + '\n',
    truth: letters.map((letter) => letter.truth),
  }
}

function settingOf(d: Dice): Setting {
  return {
    sidebarWidth: d.between(40, 70),
    columnWidth: d.between(20, 45),
    pages: d.between(1, 3),
    signaturePages: d.between(1, 3),
    sidebarFirst: d.chance(0.3),
    cutsNames: d.chance(0.2),
    glues: d.chance(0.4),
    closing: d.pick(['Signed,', 'Sincerely,', 'Respectfully,', 'Yours sincerely,', 'In solidarity,']),
    greets: d.chance(0.8),
    gluedPeople: d.chance(0.15),
    eachOrganization: d.chance(0.2),
  }
}

type Plan = {
  readonly setting: Setting
  readonly names: readonly string[]
  readonly shared: readonly string[]
  readonly recipient: string
  readonly organization: string
  readonly curly: boolean
}

function letterOf(d: Dice, plan: Plan): { readonly printed: string; readonly truth: TwinLetter } {
  const { setting, names, recipient, organization } = plan
  const date = d.chance(0.75) ? printedDate(d) : null
  const people = Array.from({ length: d.between(1, 4) }, (_, at) => ({
    ...inventedPerson(d),
    title: titles[(at * 3 + d.between(0, 2)) % titles.length] ?? 'President',
  }))
  const greeted = people.map((one) => `${one.form} ${one.surname}`)
  const salutation = setting.greets
    ? `Dear ${greeted.length > 1 ? `${greeted.slice(0, -1).join(', ')} and ${greeted.at(-1)}` : greeted[0]},`
    : `To ${recipient}:`
  const body = bodyOf(d, plan)
  const sidebar = sidebarOf(d, plan)
  const head = [...(date === null ? [] : [date.printed]), sidebar[0] ?? '']
  const printed = [
    ...(setting.sidebarFirst ? head.toReversed() : head),
    ...peopleBlocks(people, organization, setting),
    salutation,
    ...interleaved(
      d,
      body.map((one) => one.marked),
      sidebar.slice(1),
    ),
    setting.closing,
    signatureBlocks(d, names, setting),
  ]
  return {
    printed: printed.join('\n\n'),
    truth: {
      recipient,
      date: date?.iso ?? null,
      addressees: people.map(({ name, title }) => ({ name, title, organization })),
      salutation,
      closing: setting.closing,
      paragraphs: body.map(({ text, links }) => ({ text, links })),
      signatories: names,
    },
  }
}

function bodyOf(d: Dice, { shared, recipient, curly }: Plan): readonly Linked[] {
  const own = Array.from({ length: d.between(2, 4) }, () => paragraph(d, recipient))
  const texts = [
    `We write to ${recipient} about ${d.between(2, 9)} unanswered letters. ${sentence(d, recipient)}`,
    ...d.some([...own, ...shared], 9),
    'We look forward to your written response.',
  ]
  return texts.map((text) => withLinks(d, curly ? text.replace(/"(\w+)"/gu, '“$1”').replaceAll("'", '’') : text))
}

function peopleBlocks(
  people: readonly { readonly name: string; readonly title: string }[],
  organization: string,
  setting: Setting,
): readonly string[] {
  const blocks = people.map(({ name, title }, at) =>
    [
      name,
      title,
      ...(at === people.length - 1 || (setting.eachOrganization && !setting.gluedPeople) ? [organization] : []),
    ].join('\n'),
  )
  return setting.gluedPeople ? [blocks.join('\n')] : blocks
}

/** Breaks a name into lines no wider than `width`, as a word processor does. */
function wrapped(name: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of name.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Cuts a column of names into pages; a name is cut through only where the setting says so. */
function pagesOf(
  d: Dice,
  names: readonly (readonly string[])[],
  pages: number,
  cutsNames: boolean,
): readonly (readonly string[])[] {
  const units = cutsNames ? names.flat().map((line) => [line]) : names
  const cuts = [
    ...Array.from({ length: pages - 1 }, (_, at) => Math.round((units.length * (at + 1)) / pages) + d.between(-2, 2)),
    units.length,
  ]
  return cuts.map((cut, at) => units.slice(at === 0 ? 0 : cuts[at - 1], cut).flat())
}

function sidebarOf(d: Dice, { names, setting }: Plan): readonly string[] {
  const printed = names.map((name) => wrapped(d.chance(0.03) ? respelled(d, name) : name, setting.sidebarWidth))
  return pagesOf(d, printed, setting.pages, setting.cutsNames).map((lines) => lines.join('\n'))
}

/** Lays the later pieces of the sidebar into the middle of paragraphs, cutting each at a space. */
function interleaved(d: Dice, paragraphs: readonly string[], pieces: readonly string[]): readonly string[] {
  const places = [
    ...d.some(
      paragraphs.slice(1, -1).map((_, at) => at + 1),
      pieces.length,
    ),
  ].sort((a, b) => a - b)
  return paragraphs.flatMap((text, at) => {
    const piece = pieces[places.indexOf(at)]
    if (piece === undefined) return [text]
    const words = text.split(' ')
    const cut = d.between(1, words.length - 1)
    return [words.slice(0, cut).join(' '), piece, words.slice(cut).join(' ')]
  })
}

/** Two columns over one to three pages, in file order: page by page, left before right. */
function signatureBlocks(d: Dice, names: readonly string[], setting: Setting): string {
  const lines = names.map((name) => wrapped(name, setting.columnWidth))
  const half = Math.ceil(lines.length / 2) + d.between(-2, 2)
  const left = pagesOf(d, lines.slice(0, half), setting.signaturePages, setting.cutsNames)
  const right = pagesOf(d, lines.slice(half), setting.signaturePages, setting.cutsNames)
  const blocks = left.flatMap((block, page) => [block.join('\n'), (right[page] ?? []).join('\n')])
  return blocks.reduce((text, block) => `${text}${setting.glues && d.chance(0.3) ? '\n' : '\n\n'}${block}`)
}
