import { wordsFor } from '#kernel'
import type { GatheringLetter } from '#letters'
import { askOrganizations, boardOf, signOnsOf } from '#organizations'
import { sha256 } from '#proof'
import { checkPaste, fateOf, mostLines, readPaste, type CheckedLine, type KnownOrganization } from './board-paste.ts'
import { whyNobodySigns } from './board-frame.ts'
import { pastePage, type PasteShown } from './board-paste-page.ts'
import { longestLine } from './board-typed.ts'
import { addDoing, addReading, readCount, saying, type Boarding } from './board-visit.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'

/** Where organizations are pasted, looked at, and then asked. */
export function addBoardPaste(app: Router, organizing: Organizing): void {
  addReading(app, organizing, patterns.newAsks, showPaste)
  addDoing(app, organizing, { pattern: patterns.newAsks, act: 'ask-organizations' }, takePaste)
}

/** What was looked at: asking takes this very text and none that was changed since. */
const sealOf = (text: string): string =>
  Buffer.from(sha256(Buffer.from(text.replaceAll(/\r\n?/g, '\n'))))
    .toString('hex')
    .slice(0, 16)

type Shown = Partial<Pick<PasteShown, 'text' | 'errors' | 'checked' | 'part'>>

async function pasteResponse(boarding: Boarding, { text = '', errors = [], checked, part }: Shown): Promise<Response> {
  const { organizing, place, letters } = boarding
  const others = letters.filter(({ id }) => id !== place.letter.id)
  const page = pastePage({ place, text, errors, checked, part, others, seal: sealOf(text) })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function showPaste(boarding: Boarding): Promise<Response> {
  const { c, letters, place } = boarding
  const again = letters.find(({ slug, id }) => slug === c.req.query('again') && id !== place.letter.id)
  return await pasteResponse(boarding, again ? await linesAgain(boarding, again) : {})
}

/** Whoever was asked for another letter or stands on its list, as somebody would paste them: as many as are taken at once. */
async function linesAgain(
  { c, organizing, tx, place }: Boarding,
  letter: GatheringLetter,
): Promise<Required<Pick<Shown, 'text' | 'part'>>> {
  const { campaign, now } = place
  const rows = await boardOf(tx, organizing.accounts.vault, campaign.id, letter, now, organizing.shelf)
  const names = new Set(rows.map(({ name }) => name))
  const listed = await signOnsOf(tx, campaign.id, letter.id)
  const more = listed.filter(({ kind, name }) => kind === 'organization' && !names.has(name))
  const asked = rows.filter(
    ({ kind, status }) => kind === 'organization' && !['declined', 'withdrawn'].includes(status),
  )
  const all: readonly (() => readonly string[])[] = [
    ...asked.map(({ name, domain, personal }) => () => [name, personal().contact?.email ?? '', domain ?? '']),
    ...more.map(({ name }) => () => [name]),
  ]
  const before = Math.min(readCount(c.req.query('from')) ?? 0, all.length)
  const shown = all.slice(before, before + mostLines).map((cells) => cells().join('\t').trimEnd())
  const text = ['organization\te-mail\tdomain', ...shown].join('\n')
  return { text, part: { again: letter.slug, before, shown: shown.length, all: all.length } }
}

async function takePaste(boarding: Boarding, posted: URLSearchParams): Promise<Response> {
  const { organizing, place } = boarding
  const words = wordsFor(place.visitor.language).board
  if (whyNobodySigns(place) !== undefined) return saying(routes.asks(place.campaign.slug, place.letter.slug), 'over')
  const text = posted.get('lines') ?? ''
  const lines = readPaste(text)
  const wrong = (said: string, checked?: readonly CheckedLine[]) =>
    pasteResponse(boarding, { text, errors: [{ field: 'lines', said }], ...(checked && { checked }) })
  if (lines.length === 0) return await wrong(words.paste.nothing)
  if (lines.length > mostLines) return await wrong(words.paste.tooMany(mostLines, lines.length))
  if (lines.some(({ name, note = '' }) => name.length > longestLine || note.length > longestLine))
    return await wrong(words.ask.errors.long(longestLine))
  const checked = checkPaste(lines, await knownOn(boarding))
  if (posted.get('do') === 'check') return await pasteResponse(boarding, { text, checked })
  if (posted.get('do') !== 'ask') return refuse(organizing.means, 'bad')
  if (posted.get('seal') !== sealOf(text)) return await wrong(words.paste.unseen, checked)
  if (checked.some((line) => fateOf(line) === 'stop')) return await pasteResponse(boarding, { text, checked })
  return await ask(boarding, text, checked)
}

async function knownOn({ organizing, tx, place }: Boarding): Promise<readonly KnownOrganization[]> {
  const rows = await boardOf(
    tx,
    organizing.accounts.vault,
    place.campaign.id,
    place.letter,
    place.now,
    organizing.shelf,
  )
  return rows.map(({ name, personal }) => ({ name, email: personal().contact?.email }))
}

/** Asks every line that is not passed over. Whatever another organizer did meanwhile, nobody is asked twice. */
async function ask(boarding: Boarding, text: string, checked: readonly CheckedLine[]): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { visitor, campaign, letter } = place
  const asked = checked.filter((line) => fateOf(line) !== 'pass')
  const rows = asked.map(({ name, address, domain, group, note }) => ({
    name,
    ...(address && { email: address }),
    ...(domain !== undefined && { domain }),
    ...(group !== undefined && { group }),
    ...(note !== undefined && { note }),
  }))
  const means = { ...organizing.means, vault: organizing.accounts.vault }
  const asking = { campaign: campaign.id, letter: letter.id, by: visitor.organizer, rows, language: letter.language }
  const outcomes = await askOrganizations(tx, asking, means)
  const errors = outcomes.flatMap(({ kind }, index) => troubleOf(kind, asked[index], visitor.language))
  // What could not be kept stands in the field again, with the others passed over as known.
  if (errors.length > 0) {
    const rechecked = checkPaste(readPaste(text), await knownOn(boarding))
    return await pasteResponse(boarding, { text, errors, checked: rechecked })
  }
  organizing.accounts.wakeMailer()
  const kept = outcomes.filter(({ kind }) => kind === 'asked' || kind === 'noted').length
  return saying(routes.asks(campaign.slug, letter.slug), 'asked', kept)
}

type OutcomeKind = Awaited<ReturnType<typeof askOrganizations>>[number]['kind']

function troubleOf(kind: OutcomeKind, line: CheckedLine | undefined, language: string) {
  const { ask: words, paste } = wordsFor(language).board
  const where = line ? `${paste.line(line.line)} ${line.name}. ` : ''
  switch (kind) {
    case 'asked':
    case 'noted':
    case 'already':
      return []
    case 'bad-domain':
      return [{ field: 'lines', said: `${where}${words.errors.domain}` }]
    case 'bad-name':
      return [{ field: 'lines', said: `${where}${words.errors.odd}` }]
    default:
      return kind satisfies never
  }
}
