import { wordsFor, type SignOnId } from '#kernel'
import { editLine, setGroups, setListSettings, type ListSettings, type PrintedSignOn } from '#organizations'
import { readBoardSaid } from './board-frame.ts'
import { readList, twinsIn } from './board-list.ts'
import { groupsIn, listPageOf, type ListShown } from './board-list-page.ts'
import { lineFieldsOf, linePage, type LineFields } from './board-line-page.ts'
import { longestLine, readLine } from './board-typed.ts'
import { addDoing, addReading, saying, type Boarding } from './board-visit.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** The printed list: its order and headings, and each line of it, tried before it is saved. */
export function addBoardList(app: Router, organizing: Organizing): void {
  const act = 'edit-list'
  addReading(app, organizing, patterns.list, (boarding) => showList(boarding, {}))
  addDoing(app, organizing, { pattern: patterns.list, act }, changeList)
  addReading(app, organizing, patterns.line, (boarding) => showLine(boarding, {}))
  addDoing(app, organizing, { pattern: patterns.line, act }, changeLine)
}

type TypedList = Partial<Pick<ListShown, 'settings' | 'groups' | 'errors' | 'isTried'>>

async function showList(boarding: Boarding, typed: TypedList): Promise<Response> {
  const { c, organizing, place } = boarding
  const list = await readList(boarding)
  const page = listPageOf({
    ...{ place, lines: list.lines, settings: list.settings, groups: list.groups.join('\n'), twinsOf: twinsIn(list) },
    ...{ errors: [], isTried: false, ...typed },
    after: readId(c.req.query('after')),
    said: readBoardSaid(c.req.query('said')),
  })
  return organizerResponse(organizing, page, { status: (typed.errors ?? []).length > 0 ? 422 : 200 })
}

function settingsIn(posted: URLSearchParams): ListSettings | undefined {
  const ordering = (['as-printed', 'alphabetical'] as const).find((one) => one === posted.get('ordering'))
  const articles = (['kept', 'skipped'] as const).find((one) => one === posted.get('articles'))
  return ordering && articles && { ordering, articles }
}

async function changeList(boarding: Boarding, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { campaign, letter, visitor } = place
  const settings = settingsIn(posted)
  const groups = posted.get('groups') ?? ''
  if (!settings) return refuse(organizing.means, 'bad')
  const words = wordsFor(visitor.language).board.list
  if (groupsIn(groups).some((one) => one.length > longestLine)) {
    const errors = [{ field: 'groups', said: words.long(longestLine) }]
    return await showList(boarding, { settings, groups, errors })
  }
  if (posted.get('do') === 'try') return await showList(boarding, { settings, groups, isTried: true })
  if (posted.get('do') !== 'save') return refuse(organizing.means, 'bad')
  const about = { campaign: campaign.id, letter: letter.id, by: visitor.organizer }
  await setListSettings(tx, { ...about, settings }, organizing.means)
  await setGroups(tx, { ...about, groups: groupsIn(groups) }, organizing.means)
  return saying(routes.list(campaign.slug, letter.slug), 'saved')
}

type TypedLine = { readonly fields?: LineFields; readonly errors?: readonly FieldError[]; readonly isTried?: boolean }

/** The line that an address names among the others; one that is still to come onto the list stands at its end. */
async function findLine(boarding: Boarding) {
  const list = await readList(boarding)
  const signOn = readId<SignOnId>(boarding.c.req.param('signOn'))
  const listed = list.lines.find(({ id }) => id === signOn)
  if (listed) return { ...list, line: listed }
  const line = list.coming.find(({ id }) => id === signOn)
  return line && { ...list, line, lines: [...list.lines, line] }
}

async function showLine(boarding: Boarding, { fields, errors = [], isTried = false }: TypedLine): Promise<Response> {
  const { c, organizing, place } = boarding
  const found = await findLine(boarding)
  if (!found) return refuse(organizing.means, 'not-found')
  // A spelling that somebody wishes is tried by its address alone: nothing is saved by looking at it.
  const wished = fields ? undefined : c.req.query('name')?.slice(0, longestLine)
  const shown = fields ?? { ...lineFieldsOf(found.line), ...(wished !== undefined && { name: wished }) }
  const page = linePage({
    ...{ ...found, place, errors, fields: shown },
    alike: twinsIn(found)(shown.name),
    isTried: isTried || wished !== undefined,
    said: readBoardSaid(c.req.query('said')),
  })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function changeLine(boarding: Boarding, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { campaign, letter, visitor } = place
  const found = await findLine(boarding)
  if (!found) return refuse(organizing.means, 'not-found')
  const words = wordsFor(visitor.language).board.line.errors
  const errors: FieldError[] = []
  const fields = readFields(posted, words, errors)
  if (errors.length > 0) return await showLine(boarding, { fields, errors })
  if (posted.get('do') === 'try') return await showLine(boarding, { fields, isTried: true })
  if (posted.get('do') !== 'save') return refuse(organizing.means, 'bad')
  const signOn = found.line.id
  const edit = { ...editOf(found.line, fields), campaign: campaign.id, signOn, by: visitor.organizer }
  const outcome = await editLine(tx, edit, { ...organizing.means, vault: organizing.accounts.vault })
  switch (outcome.kind) {
    case 'edited':
      return saying(routes.line(campaign.slug, letter.slug, signOn), 'saved')
    case 'gone':
      return saying(routes.list(campaign.slug, letter.slug), 'gone')
    case 'bad-name': {
      const { trouble } = outcome
      const said = trouble === 'empty' ? words.empty : trouble === 'too-long' ? words.long(longestLine) : words.odd
      return await showLine(boarding, { fields, errors: [{ field: 'name', said }] })
    }
    default:
      return outcome satisfies never
  }
}

/** Only what is typed otherwise than it was: the trail says what was changed, and nothing else is. */
function editOf(
  line: PrintedSignOn,
  fields: LineFields,
): Omit<Parameters<typeof editLine>[1], 'campaign' | 'signOn' | 'by'> {
  const before = lineFieldsOf(line)
  const given = (text: string): string | null => (text === '' ? null : text)
  const isOther = (field: keyof LineFields): boolean => fields[field] !== before[field]
  // A spelling of the signature block alone would hide the name that is typed here.
  const named = line.origin === 'recorded' ? {} : { signatureName: null }
  return {
    ...(isOther('name') && { name: fields.name, ...named }),
    ...(isOther('letterheadName') && { letterheadName: given(fields.letterheadName) }),
    ...(isOther('sortKey') && { sortKey: given(fields.sortKey) }),
    ...(isOther('leadPosition') && { leadPosition: fields.leadPosition === '' ? null : Number(fields.leadPosition) }),
    ...(isOther('group') && { group: given(fields.group) }),
    ...(isOther('title') && { title: given(fields.title) }),
    ...(isOther('affiliation') && { affiliation: given(fields.affiliation) }),
  }
}

type LineWords = Parameters<typeof readLine>[2] & { readonly empty: string; readonly lead: string }

/** What was typed, as it stands in the form and as it would be kept. */
function readFields(posted: URLSearchParams, words: LineWords, errors: FieldError[]): LineFields {
  const read = (field: string): string => readLine(posted, field, words, errors) ?? ''
  const name = read('name')
  if (name === '') errors.push({ field: 'name', said: words.empty })
  const leadPosition = read('lead')
  if (leadPosition !== '' && !/^[1-9]\d{0,2}$/.test(leadPosition)) errors.push({ field: 'lead', said: words.lead })
  return {
    name,
    letterheadName: read('letterhead'),
    sortKey: read('sort-key'),
    leadPosition,
    group: read('group'),
    title: read('title'),
    affiliation: read('affiliation'),
  }
}
