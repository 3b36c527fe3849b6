import { stringify } from 'yaml'
import { loopholes } from '../../src/responses/vocabulary.ts'
import { corpusBytes } from './corpus.ts'

const dash = /^–?$/

/** The rows of the Markdown table that begins with these words, cell by cell. */
function rowsOf(markdown: string, head: string): readonly (readonly string[])[] {
  const lines = markdown.split('\n')
  const from = lines.findIndex((line) => line.startsWith(head))
  const rest = lines.slice(from + 2)
  const to = rest.findIndex((line) => !line.startsWith('|'))
  return rest.slice(0, to < 0 ? undefined : to).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day that the letters' prose names, or the letters' own. */
function dateIn(prose: string, sent: string): string {
  const [, month = '', number = ''] = /\b([A-Z][a-z]{2})[a-z]* (\d{1,4})\b/.exec(prose) ?? []
  const at = months.indexOf(month)
  if (at < 0) return /^\d{4}-\d{2}-\d{2}/.exec(prose)?.[0] ?? sent
  const two = String(at + 1).padStart(2, '0')
  return number.length === 4 ? `${number}-${two}` : `2018-${two}-${number.padStart(2, '0')}`
}

const slugOf = (name: string): string => name.toLowerCase()

/** What the real record must come to: the nine cells, and who stands in them. */
export type RealRecord = {
  /** A record file (docs/formats/record.md). */
  readonly text: string
  readonly recipients: readonly { readonly slug: string; readonly name: string }[]
  readonly sentOn: string
  /** By day, then by recipient's slug, the words of the cell. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Every row of the list of facts by its number, with the words it is on record in. */
  readonly facts: ReadonlyMap<string, { readonly kind: string; readonly words: string }>
}

/** The demand that all three were asked. */
export const commonDemand = 'not-provide'

/** Reads the record of the real letters, as two tables of facts say it, into a record file. */
export function realRecord(): RealRecord {
  const later = corpusBytes('letters/coalition-2019/record.md').toString('utf8')
  const research = corpusBytes('research/tracking.md').toString('utf8')
  const happened = rowsOf(later, '| date | recipient |')
  const compared = rowsOf(later, '| as of |')
  const head = later.split('\n').find((line) => line.startsWith('| as of |')) ?? ''
  const names = head
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim())
  const recipients = names.map((name) => ({ slug: slugOf(name), name }))
  const sentOn = happened.find(([, who]) => who === 'all')?.[0] ?? ''
  const facts = rowsOf(research, '| # | edition |').map(
    ([number = '', edition = '', kind = '', words = '', said = '']) => ({
      number,
      editions: edition === 'all' ? recipients.map(({ slug }) => slug) : edition.split(', ').map(slugOf),
      kind,
      words,
      on: dateIn(said, sentOn),
    }),
  )
  const file = {
    format: 'undersigned record 1',
    demands: demandsOf(facts, sentOn),
    notes: facts
      .filter(({ kind }) => !/^(?:D\d|C\d|comparison|L|A)/.test(kind))
      .flatMap(({ editions, kind, words, on }) =>
        editions.map((recipient) => ({ recipient, on, kind: noteKindOf(kind), words })),
      ),
    commitments: commitmentsOf(happened, facts),
    rubrics: [{ name: 'letters', version: '1', words: 'What the letters themselves judge.' }],
    assessments: facts
      .filter(({ kind }) => kind === 'A')
      .flatMap(({ editions, words, on }) =>
        editions.map((recipient) => ({
          recipient,
          on,
          demand: commonDemand,
          value: 'not-yet-rated',
          reason: words,
          rubric: 'letters',
          version: '1',
        })),
      ),
  }
  return {
    text: stringify(file, { lineWidth: 0 }),
    recipients,
    sentOn,
    cells: new Map(
      compared.map(([day = '', ...cells]) => [day, new Map(recipients.map(({ slug }, i) => [slug, cells[i] ?? '']))]),
    ),
    facts: new Map(facts.map(({ number, kind, words }) => [number, { kind, words }])),
  }
}

type Fact = {
  readonly number: string
  readonly editions: readonly string[]
  readonly kind: string
  readonly words: string
  readonly on: string
}

/** The first demand of each edition is the one that all were asked, each in its own words. */
function demandsOf(facts: readonly Fact[], sentOn: string) {
  const demanded = facts.filter(({ kind }) => /^D\d/.test(kind))
  const asked = (fact: Fact) => fact.editions.map((recipient) => ({ recipient, on: sentOn, words: fact.words }))
  const isFirst = (fact: Fact) => demanded.find(({ editions }) => editions[0] === fact.editions[0]) === fact
  return [
    {
      key: commonDemand,
      title: 'Do not provide it to governments',
      asked: demanded.filter(isFirst).flatMap(asked),
    },
    ...demanded
      .filter((fact) => !isFirst(fact))
      .map((fact) => ({ key: fact.kind.toLowerCase(), title: fact.kind, asked: asked(fact) })),
  ]
}

const noteKindOf = (kind: string): string => {
  if (kind.includes('workers')) return 'workers'
  if (kind.startsWith('S')) return 'statement'
  return kind === 'R' ? 'deflection' : 'fact'
}

/** A promise about what is supplied, and to whom, meets the demand in part; principles and proposals do not. */
const meets = (ways: readonly string[]): 'part' | 'none' =>
  ways.some((way) => way === 'customer-scope' || way === 'verb-scope') ? 'part' : 'none'

function commitmentsOf(happened: readonly (readonly string[])[], facts: readonly Fact[]) {
  const stated = happened.filter(([, , , stage = '']) => stage.startsWith('stated'))
  const extended = happened.filter(([, , , stage = '']) => stage.startsWith('extended'))
  return stated.map(([on = '', name = '', words = '', stage = '', limits = '']) => {
    const ways = waysIn(limits)
    const own = facts.filter(({ kind, words: told }) => /^C\d|comparison/.test(kind) && speaksOf(words, kind, told))
    return {
      key: `${slugOf(name)}-${on}`,
      recipient: slugOf(name),
      title: words.slice(0, 60),
      on,
      words,
      loopholes: ways,
      deadline: /own deadline (\S+?)[;,]/.exec(`${limits};`)?.[1],
      expires: /expires (\S+)/.exec(stage)?.[1],
      'carve-outs': ways.includes('carve-out') ? [words.split(';').at(-1)?.trim()] : undefined,
      links: [{ demand: commonDemand, covers: meets(ways) }],
      revisions: extended
        .filter(([, whose]) => whose === name)
        .filter(() => /expires/.test(stage))
        .map(([day, , newWords, , left = '']) => ({
          on: /^\S+/.exec(day ?? '')?.[0],
          stage: 'extended',
          words: newWords,
          loopholes: waysIn(left),
        })),
      characterizations: own.map(({ number, words: told, on: day }) => ({
        on: day,
        by: `letter, fact ${number}`,
        words: told,
      })),
    }
  })
}

const waysIn = (limits: string): readonly string[] => loopholes.filter((way) => limits.includes(way))

/** Which promise the letters speak of: by the numbers that both tables give it, and the comparisons by the first of them. */
function speaksOf(words: string, kind: string, told: string): boolean {
  const [number] = /C\d/.exec(kind) ?? []
  if (number !== undefined) return words.includes(number)
  return words.includes('C1') && !dash.test(told) && kind === 'comparison'
}
