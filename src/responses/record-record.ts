import { recordEvent, type Actor } from '#accounts'
import type { CampaignId, DeliveryId, Means, PartialDate, VersionHash } from '#kernel'
import { dayOf } from '#kernel'
import { plainCalendar, recordDelivery, setPlan, usualLongOverdue } from '#delivery'
import { addSource, quoteIn, uploadCapture } from '#evidence'
import { campaignById, readCampaignRecord, recipientsOf } from '#letters'
import type { Tx } from '#platform'
import { hasCome, statusFrom } from './act.ts'
import { lastDayOf } from './day.ts'
import type { Happening } from './event.ts'
import { happeningsOf, quoteKey, type RecordPlaces } from './happenings-of.ts'
import { keepReply, type GivenFile } from './keep-reply.ts'
import { datesIn, sayingsIn } from './record-sayings.ts'
import type { RecordFile } from './record-shapes.ts'
import { insertRubric } from './store-assessment.ts'
import { eventRows, insertStatuses, markPlace, returnToPlace, type NewStatus } from './store-event.ts'
import { mayFollow } from './transitions.ts'
import { standsIn } from './words-in.ts'
import { writeEvents } from './write-events.ts'

/** What came of recording a file: how many events there are now, or what is wrong with it, in sentences; then nothing was written. */
export type RecordFileOutcome =
  | { readonly kind: 'recorded'; readonly events: number }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** A record file with the files that it names. */
export type RecordImport = {
  readonly campaign: CampaignId
  readonly by: Actor
  readonly file: RecordFile
  /** By the name that the record file gives them. */
  readonly files: ReadonlyMap<string, GivenFile>
}

/**
 * Puts everything that a record file says on record, in a campaign that has none yet: sources with their captures and
 * the words quoted from them, deliveries, replies with their answers, commitments, assessments. All of it, or nothing.
 * Tells nobody: what is imported is old.
 */
export async function recordRecord(tx: Tx, wish: RecordImport, means: Means): Promise<RecordFileOutcome> {
  await markPlace(tx)
  const work: Work = { ...wish, problems: [], at: means.now(), ...(await placesOf(tx, wish.campaign)) }
  await checkBefore(tx, work)
  if (work.problems.length === 0) await keepAll(tx, work, means)
  if (work.problems.length === 0) return { kind: 'recorded', events: (await eventRows(tx, wish.campaign)).length }
  await returnToPlace(tx)
  return { kind: 'refused', problems: [...new Set(work.problems)] }
}

type Work = RecordImport & {
  readonly problems: string[]
  readonly at: Date
  readonly timeZone: string
  readonly recipients: RecordPlaces['recipients']
  readonly editions: ReadonlyMap<string, EditionPlace>
}

type EditionPlace = NonNullable<ReturnType<RecordPlaces['editions']['get']>> & {
  readonly recipient: string
  readonly version: { readonly number: number; readonly hash: VersionHash } | undefined
}

async function placesOf(tx: Tx, campaign: CampaignId): Promise<Pick<Work, 'timeZone' | 'recipients' | 'editions'>> {
  const found = await campaignById(tx, campaign)
  const kept = found && (await readCampaignRecord(tx, found.slug))
  const editions = new Map<string, EditionPlace>()
  for (const letter of kept?.record.letters ?? []) {
    const place = kept?.places.letters.find(({ slug }) => slug === letter.slug)
    for (const { slug, recipient, versions } of letter.editions) {
      const edition = place?.editions.find((one) => one.slug === slug)?.id
      if (place && edition) {
        const version = versions.at(-1)
        editions.set(`${letter.slug}/${slug}`, { letter: place.id, edition, recipient, version })
      }
    }
  }
  const recipients = new Map((await recipientsOf(tx, campaign)).map(({ slug, id }) => [slug, id]))
  return { timeZone: found?.timeZone ?? 'UTC', recipients, editions }
}

/** What can be seen before anything is written. */
async function checkBefore(tx: Tx, work: Work): Promise<void> {
  const { campaign, file, files, problems, recipients, editions } = work
  if ((await eventRows(tx, campaign)).length > 0) problems.push('This campaign has a record already.')
  const today = dayOf(work.at, work.timeZone)
  for (const { recipient, on } of datesIn(file)) {
    if (!recipients.has(recipient)) problems.push(`The campaign has no recipient “${recipient}”.`)
    if (!hasCome(on, { today })) problems.push(`${on} has not come.`)
  }
  for (const { letter, edition } of [...file.demands.flatMap(({ asked }) => asked), ...file.deliveries])
    if (letter !== undefined && !editions.has(`${letter}/${edition}`))
      problems.push(`The campaign has no letter “${letter}” with an edition “${edition ?? ''}”.`)
  for (const name of [...file.sources, ...file.replies].flatMap((one) => (one.file === undefined ? [] : [one.file])))
    if (!files.has(name)) problems.push(`The file “${name}” is not there.`)
  for (const { key, words, answers } of file.replies)
    for (const answer of answers)
      if (answer.words !== undefined && !standsIn(answer.words, words))
        problems.push(`“${answer.words}” does not stand in the reply “${key}”.`)
  const rubrics = new Set(file.rubrics.map(({ name, version }) => `${name} ${version}`))
  for (const { rubric, version } of file.assessments)
    if (!rubrics.has(`${rubric} ${version}`)) problems.push(`There is no rubric “${rubric}” ${version} in this file.`)
  checkStages(work)
}

/** Wordings in the order of their days, as they will stand: each stage must be able to follow the one before. */
function checkStages({ file, problems }: Work): void {
  for (const { key, revisions } of file.commitments) {
    const stages = revisions.toSorted((a, b) => (lastDayOf(a.on) < lastDayOf(b.on) ? -1 : 1)).map(({ stage }) => stage)
    if (stages.some((stage, index) => !mayFollow('stage', index === 0 ? 'stated' : stages[index - 1], stage)))
      problems.push(`The stages of the commitment “${key}” cannot follow each other.`)
  }
}

async function keepAll(tx: Tx, work: Work, means: Means): Promise<void> {
  const { campaign, by, file } = work
  for (const { name, version, words } of file.rubrics)
    await insertRubric(tx, campaign, { name, version, text: words }, work.at)
  const { sources, quotes } = await keepSources(tx, work, means)
  const deliveries = await keepDeliveries(tx, work, means)
  const replies = await keepReplies(tx, work, means)
  const { recipients, editions } = work
  const places: RecordPlaces = { recipients, editions: placesIn(editions), sources, quotes, deliveries, replies }
  const happenings = happeningsOf(file, places, means)
  await writeEvents(tx, campaign, happenings, by, means)
  await insertStatuses(tx, campaign, happenings.flatMap(statusesOf), work.at)
  await recordEvent(tx, { by, act: 'import-record', campaign, after: { events: happenings.length } }, means)
}

const placesIn = (editions: Work['editions']): RecordPlaces['editions'] =>
  new Map([...editions].map(([key, { letter, edition }]) => [key, { letter, edition }]))

function statusesOf(one: Happening): readonly NewStatus[] {
  if (one.kind === 'commitment-stated') return [statusFrom('stage', one.facts.commitment, 'stated', one.on)]
  if (one.kind === 'commitment-revised') return [statusFrom('stage', one.facts.commitment, one.facts.stage, one.on)]
  if (one.kind === 'correspondence-described')
    return [statusFrom('correspondence', one.recipient, one.facts.state, one.on)]
  return []
}

async function keepSources(
  tx: Tx,
  { campaign, by, file, files, problems }: Work,
  means: Means,
): Promise<Pick<RecordPlaces, 'sources' | 'quotes'>> {
  const sources = new Map<string, NonNullable<ReturnType<RecordPlaces['sources']['get']>>>()
  const quotes = new Map<string, NonNullable<ReturnType<RecordPlaces['quotes']['get']>>>()
  const sayings = sayingsIn(file)
  for (const { key, title, url, file: name, captured } of file.sources) {
    const added = await addSource(tx, { campaign, by, url, title }, means)
    const page = name === undefined ? undefined : files.get(name)
    if (added.kind === 'wrong') {
      problems.push(`The source “${key}” cannot be kept: its title or its address is none.`)
      continue
    }
    const { source } = added
    if (!page) {
      sources.set(key, { source, capture: undefined })
      continue
    }
    const { bytes, mediaType } = page
    const kept = await uploadCapture(tx, { campaign, by, source, bytes, mediaType, capturedOn: captured }, means)
    if (kept.kind !== 'kept') {
      problems.push(`The file “${name}” cannot be kept as a capture.`)
      continue
    }
    const { capture } = kept
    sources.set(key, { source, capture })
    for (const words of sayings.get(key) ?? []) {
      const quoted = await quoteIn(tx, { campaign, by, capture, exact: words }, means)
      if (quoted.kind === 'found') quotes.set(quoteKey(key, words), quoted.quote)
      else
        problems.push(
          `“${words}” ${quoted.kind === 'ambiguous' ? 'stands several times' : 'does not stand'} in “${name}”.`,
        )
    }
  }
  return { sources, quotes }
}

async function keepDeliveries(tx: Tx, work: Work, means: Means): Promise<RecordPlaces['deliveries']> {
  const { campaign, by, file, editions, problems } = work
  const kept = new Map<string, { readonly delivery: DeliveryId; readonly version: VersionHash }>()
  for (const {
    key,
    letter,
    edition,
    channel,
    on,
    became = 'sent',
    to,
    deadline,
    'follow-up': followUp,
    note,
  } of file.deliveries) {
    const place = editions.get(`${letter}/${edition}`)
    if (!place?.version) {
      problems.push(`The edition “${letter}/${edition}” has no fixed text that could have been delivered.`)
      continue
    }
    const { version } = place
    const about = { campaign, by, letter: place.letter, edition: place.edition }
    const named = to.map(({ name, post }) => ({ name, ...(post === undefined ? {} : { post }) }))
    // To whom exactly is not public, so that an exported record may not say it.
    const addressees = named.length > 0 ? named : [{ name: place.recipient }]
    const wish = { ...about, version: version.number, channel, addressees, on, became, proofs: [] }
    const outcome = await recordDelivery(tx, note === undefined ? wish : { ...wish, note }, means)
    if (outcome.kind !== 'recorded') {
      problems.push(`The delivery “${key}” cannot be recorded (${outcome.kind}).`)
      continue
    }
    kept.set(key, { delivery: outcome.delivery, version: version.hash })
    if (deadline === undefined && followUp === undefined) continue
    const terms = { statedDeadline: termOf(deadline), followUpOn: termOf(followUp) }
    await setPlan(tx, { ...about, ...terms, calendar: plainCalendar, longOverdueDays: usualLongOverdue }, means)
  }
  return kept
}

const termOf = (on: PartialDate | undefined): { readonly on: PartialDate } | undefined => on && { on }

async function keepReplies(tx: Tx, work: Work, means: Means): Promise<RecordPlaces['replies']> {
  const { campaign, file, files, recipients, problems } = work
  const kept = new Map<string, NonNullable<ReturnType<RecordPlaces['replies']['get']>>>()
  for (const reply of file.replies) {
    const recipient = recipients.get(reply.recipient)
    if (recipient === undefined) continue
    const written = { name: `${reply.key}.txt`, mediaType: 'text/plain', bytes: new TextEncoder().encode(reply.words) }
    const message = (reply.file === undefined ? undefined : files.get(reply.file)) ?? written
    const outcome = await keepReply(
      tx,
      campaign,
      {
        recipient,
        delivery: undefined,
        version: undefined,
        channel: reply.channel,
        receivedOn: reply.on,
        receivedAt: work.at,
        author: reply.author,
        text: reply.words,
        recognized: undefined,
        kind: reply.kind,
        provedDomain: undefined,
        message,
        attachments: [],
        seal: () => undefined,
      },
      means,
    )
    if (outcome.kind === 'known') {
      problems.push(`The reply “${reply.key}” is kept already.`)
      continue
    }
    const { reply: id, message: hash } = outcome
    await insertStatuses(tx, campaign, [statusFrom('reply', id, 'accepted', reply.on)], work.at)
    await insertStatuses(tx, campaign, [statusFrom('reply', id, 'published', reply.on)], work.at)
    kept.set(reply.key, { reply: id, message: hash })
  }
  return kept
}
