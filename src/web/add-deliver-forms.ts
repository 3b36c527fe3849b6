import type { Context } from 'hono'
import { may, sessionOf } from '#accounts'
import { prepareDelivery, recordDelivery, setPlan, type Day, type RecordWish } from '#delivery'
import { wordsFor, type FileHash } from '#kernel'
import { frozenTexts, gatheringCampaign, type GatheringEdition } from '#letters'
import { keepFile, type PostedForm } from '#platform'
import { fixedSheet } from '#publication'
import { readContact, readLine, readNote } from './board-typed.ts'
import { addDoing, addReading, doingInLetter, doingInLetterWithFiles, todayAt, type Boarding } from './board-visit.ts'
import { editionIn, showPlan } from './add-deliver.ts'
import { prepareDeliveryPage, recordDeliveryPage, type DeliverFields, type DeliverForm } from './deliver-forms-page.ts'
import { readHolidays, readTerm, type PlanFields } from './deliver-plan-page.ts'
import { sayingOf } from './deliver-parts.ts'
import { readAddressees, readDayOn } from './deliver-read.ts'
import { findInCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, tokenIn, type Organizing } from './organize-visit.ts'
import { readPosted } from './posted.ts'
import { filesIn, readPostedForm } from './posted-files.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

const act = 'deliver'
const longestCover = 20_000

/** Deliveries are prepared and written down, and the dates of an edition are set. */
export function addDeliverForms(app: Router, organizing: Organizing): void {
  addReading(app, organizing, patterns.prepareDelivery, (boarding) => showForm(boarding, prepareDeliveryPage))
  addReading(app, organizing, patterns.recordDelivery, (boarding) => showForm(boarding, recordDeliveryPage))
  addReading(app, organizing, patterns.deliveryPlan, (boarding) => {
    const edition = editionIn(boarding)
    return edition ? showPlan(boarding, edition) : Promise.resolve(refuse(organizing.means, 'not-found'))
  })
  addDoing(app, organizing, { pattern: patterns.deliveryPlan, act }, plan)
  app.post(patterns.prepareDelivery, async (c) => {
    const posted = await readPosted(c)
    const pdf = posted && (await pressed(c, organizing, posted))
    return await doingInLetter(c, organizing, act, (boarding, fields) => prepare(boarding, fields, pdf))
  })
  app.post(patterns.recordDelivery, async (c) => {
    const made = await isMade(c, organizing)
    const pdf = made && (await pressed(c, organizing, made))
    return await doingInLetterWithFiles(c, organizing, act, (boarding, posted) => record(boarding, posted, pdf))
  })
}

/** What was posted where the letter is to be set for it; read for nobody who is not signed in. */
async function isMade(c: Context, organizing: Organizing): Promise<URLSearchParams | undefined> {
  const { means, accounts } = organizing
  const token = tokenIn(c, organizing)
  if (!(await means.database.read((tx) => sessionOf(tx, accounts.vault, token, means)))) return undefined
  const fields = (await readPostedForm(c))?.fields
  return fields?.get('file') === 'made' ? fields : undefined
}

/** The fixed text as a PDF, for whoever may deliver it. Read, then set: a slow press never holds a database connection. */
async function pressed(c: Context, organizing: Organizing, posted: URLSearchParams): Promise<Uint8Array | undefined> {
  const { means, accounts } = organizing
  const params = c.req.param() as Readonly<Record<string, string>>
  const sheet = await means.database.read(async (tx) => {
    const visitor = await sessionOf(tx, accounts.vault, tokenIn(c, organizing), means)
    const at = visitor && (await findInCampaign(tx, visitor, params['campaign'] ?? ''))
    if (!at || !may(at.role, act)) return undefined
    const letters = (await gatheringCampaign(tx, at.campaign.slug))?.letters
    const letter = letters?.find(({ slug }) => slug === params['letter'])
    const edition = letter?.editions.find(({ slug }) => slug === params['edition'])
    const version = edition?.versions.find(({ number }) => String(number) === posted.get('version'))
    return letter && edition && version && (await fixedSheet(tx, at.campaign, { letter, edition, version }))
  })
  return sheet && (await means.press.letterPdf(sheet))
}

type PageOf = (form: DeliverForm) => ReturnType<typeof prepareDeliveryPage>

/** A form as it stands at first: the newest text, those whom it names, today. */
async function showForm({ organizing, tx, place, ...more }: Boarding, page: PageOf): Promise<Response> {
  const edition = editionIn({ organizing, tx, place, ...more })
  const version = edition?.versions.at(-1)
  if (!edition || !version) return refuse(organizing.means, 'not-found')
  const { addressees = [] } = (await frozenTexts(tx, place.campaign.id, [version.hash])).get(version.hash) ?? {}
  const to = addressees.flatMap(({ name, title }) => (name === undefined ? [] : [[name, title ?? ''].join(' | ')]))
  const today = todayAt(place) as Day
  const fields = { ...noFields, version: String(version.number), to: to.join('\n'), on: today }
  return organizerResponse(organizing, page({ place, edition, fields, errors: [], today }))
}

const noFields: DeliverFields = {
  ...{ version: '', to: '', cover: '', contact: '', channel: 'hand', on: '', became: 'sent' },
  ...{ courier: '', note: '', file: 'none' },
}

const fieldsIn = (posted: URLSearchParams): DeliverFields => ({
  ...{ version: typedIn(posted, 'version'), to: typedIn(posted, 'to'), cover: typedIn(posted, 'cover') },
  ...{ contact: typedIn(posted, 'contact'), channel: typedIn(posted, 'channel'), on: typedIn(posted, 'on') },
  ...{ became: typedIn(posted, 'became'), courier: typedIn(posted, 'courier'), note: typedIn(posted, 'note') },
  file: typedIn(posted, 'file'),
})

function again(boarding: Boarding, page: PageOf, posted: URLSearchParams, errors: readonly FieldError[]): Response {
  const { organizing, place } = boarding
  const edition = editionIn(boarding)
  if (!edition) return refuse(organizing.means, 'not-found')
  const form = { place, edition, fields: fieldsIn(posted), errors, today: todayAt(place) as Day }
  return organizerResponse(organizing, page(form), { status: 422 })
}

const versionIn = (edition: GatheringEdition, posted: URLSearchParams): number | undefined =>
  edition.versions.find(({ number }) => String(number) === posted.get('version'))?.number

async function prepare(boarding: Boarding, posted: URLSearchParams, bytes: Uint8Array | undefined): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { campaign, letter, visitor } = place
  const { language } = visitor
  const words = wordsFor(language).deliver.prepare.errors
  const edition = editionIn(boarding)
  if (!edition) return refuse(organizing.means, 'not-found')
  const errors: FieldError[] = []
  const addressees = readAddressees(typedIn(posted, 'to'), { language, needsEmail: true }, errors)
  const contact = readContact(posted, 'contact', words.contact, errors)
  const cover = typedIn(posted, 'cover').toWellFormed().replaceAll('\0', '').trim()
  if (cover.length > longestCover) errors.push({ field: 'cover', said: words.long(longestCover) })
  const version = versionIn(edition, posted)
  if (version === undefined || bytes === undefined) errors.push({ field: 'version', said: words.version })
  if (errors.length > 0 || version === undefined || bytes === undefined)
    return again(boarding, prepareDeliveryPage, posted, errors)
  const pdf = await keepFile(tx, campaign.id, bytes, 'application/pdf')
  const wish = { campaign: campaign.id, by: visitor.organizer, letter: letter.id, edition: edition.id, version, pdf }
  const more = { channel: 'mail', addressees, ...(contact && { contact }), ...(cover !== '' && { cover }) } as const
  const outcome = await prepareDelivery(tx, organizing.accounts.vault, { ...wish, ...more }, organizing.means)
  if (outcome.kind !== 'prepared') return refuse(organizing.means, 'bad')
  return sayingOf(routes.sendDelivery(campaign.slug, letter.slug, outcome.delivery), 'prepared')
}

const channels = ['hand', 'post', 'web-form'] as const
const becames = ['sent', 'delivered', 'failed'] as const

async function record(boarding: Boarding, form: PostedForm, made: Uint8Array | undefined): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { fields: posted } = form
  const { campaign, letter, visitor } = place
  const { language } = visitor
  const words = wordsFor(language).deliver
  const edition = editionIn(boarding)
  const became = becames.find((one) => one === posted.get('became'))
  if (!edition || !became) return refuse(organizing.means, edition ? 'bad' : 'not-found')
  const errors: FieldError[] = []
  const channel = channels.find((one) => one === posted.get('channel'))
  if (!channel) errors.push({ field: 'channel', said: words.record.errors.channel })
  const on = readDayOn(posted.get('on'), 'on', language, errors)
  if (on && on > todayAt(place)) errors.push({ field: 'on', said: words.record.errors.future })
  const addressees = readAddressees(typedIn(posted, 'to'), { language, needsEmail: false }, errors)
  const courierNumber = readLine(posted, 'courier', words.prepare.errors, errors)
  const note = readNote(posted, 'note', words.prepare.errors, errors)
  const version = versionIn(edition, posted)
  if (version === undefined) errors.push({ field: 'version', said: words.prepare.errors.version })
  const [given] = filesIn(form, 'upload')
  const wishes = posted.get('file')
  const file = given ?? (wishes === 'made' && made ? { bytes: made, mediaType: 'application/pdf' } : undefined)
  if (!file && wishes !== 'none') errors.push({ field: 'upload', said: words.record.errors.noFile })
  if (errors.length > 0 || !channel || !on || version === undefined)
    return again(boarding, recordDeliveryPage, posted, errors)
  const proofs: FileHash[] = []
  for (const one of filesIn(form, 'proofs')) proofs.push(await keepFile(tx, campaign.id, one.bytes, one.mediaType))
  const wish: RecordWish = {
    ...{ campaign: campaign.id, by: visitor.organizer, letter: letter.id, edition: edition.id, version },
    ...{ channel, on, became, proofs },
    addressees: addressees.map(({ email: _unused, ...one }) => one),
    ...(file && { pdf: await keepFile(tx, campaign.id, file.bytes, file.mediaType) }),
    ...(courierNumber !== null && { courierNumber }),
    ...(note !== null && { note }),
  }
  const outcome = await recordDelivery(tx, wish, organizing.means)
  if (outcome.kind !== 'recorded') return refuse(organizing.means, 'bad')
  return sayingOf(routes.delivery(campaign.slug, letter.slug, outcome.delivery), 'recorded')
}

async function plan(boarding: Boarding, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { campaign, letter, visitor } = place
  const words = wordsFor(visitor.language).deliver.plan.errors
  const edition = editionIn(boarding)
  if (!edition) return refuse(organizing.means, 'not-found')
  const fields: PlanFields = {
    stated: typedIn(posted, 'stated'),
    followUp: typedIn(posted, 'follow-up'),
    weekend: posted.getAll('weekend'),
    holidays: typedIn(posted, 'holidays'),
    long: typedIn(posted, 'long'),
  }
  const errors: FieldError[] = []
  const wrong = (field: string, said: string) => void errors.push({ field, said })
  const [stated, followUp, holidays] = [
    readTerm(fields.stated),
    readTerm(fields.followUp),
    readHolidays(fields.holidays),
  ]
  if (stated === 'wrong') wrong('stated', words.term)
  if (followUp === 'wrong') wrong('follow-up', words.term)
  if ('line' in holidays) wrong('holidays', words.holiday(holidays.line))
  if (stated === 'wrong' || followUp === 'wrong' || 'line' in holidays)
    return await showPlan(boarding, edition, { fields, errors })
  const calendar = { weekend: [...new Set(fields.weekend.map(Number))].toSorted(), holidays: holidays.days }
  const wish = { campaign: campaign.id, by: visitor.organizer, letter: letter.id, edition: edition.id }
  const dates = { statedDeadline: stated, followUpOn: followUp, calendar, longOverdueDays: Number(fields.long) }
  const outcome = await setPlan(tx, { ...wish, ...dates }, organizing.means)
  if (outcome.kind === 'set') return sayingOf(routes.deliveries(campaign.slug, letter.slug), 'planned')
  if (outcome.kind !== 'wrong') return refuse(organizing.means, 'bad')
  const places = {
    calendar: ['weekend', words.calendar],
    deadline: ['stated', words.term],
    'follow-up': ['follow-up', words.term],
    'long-overdue': ['long', words.long],
  } as const
  const [field, said] = places[outcome.what]
  wrong(field, said)
  return await showPlan(boarding, edition, { fields, errors })
}
