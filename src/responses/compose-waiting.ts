import { deliveriesOf } from '#delivery'
import { alarmsOf, quotesByIds } from '#evidence'
import { dateInWords, wordsFor, type CampaignId, type ReplyId } from '#kernel'
import { campaignById, gatheringLetters, recipientsOf, type Campaign } from '#letters'
import type { ComposedMail, Composer, DueMail, Tx, Vault } from '#platform'
import { writerOf } from './mail-to-writer.ts'
import { replyRows } from './store-reply.ts'
import { keysOfRound } from './store-waiting.ts'
import { waitingThings, type WaitingThing } from './tell-organizers.ts'

/** Where what waits is handled: absolute addresses, by slugs. */
export type WaitingPlaces = {
  readonly replies: (campaign: string) => string
  readonly sources: (campaign: string) => string
  readonly deliveries: (campaign: string, letter: string) => string
}

/** Makes the mails that tell organizers what waits. */
export function waitingComposer(vault: Vault, places: WaitingPlaces): Composer {
  return async (tx, notes) => {
    const mails: (ComposedMail | undefined)[] = []
    for (const note of notes) mails.push(await waitingMail(tx, vault, places, note))
    return mails
  }
}

/** In which campaign, of what, for whom. */
type Asked = {
  readonly place: Campaign
  /** The ids of replies, sources or deliveries. */
  readonly subjects: readonly string[]
  readonly language: string
  readonly places: WaitingPlaces
}

/** A thing that still waits, in a sentence, and the page on which it is handled. */
type Told = { readonly said: string; readonly link: string }

const mostLines = 10

/** None for somebody who may not write any more, and none of what somebody else has looked after meanwhile. */
async function waitingMail(
  tx: Tx,
  vault: Vault,
  places: WaitingPlaces,
  { ids }: DueMail,
): Promise<ComposedMail | undefined> {
  const campaign = (ids['campaign'] ?? '') as CampaignId
  const about = waitingThings.find((one) => one === ids['about'])
  const writer = await writerOf(tx, vault, ids)
  const place = await campaignById(tx, campaign)
  if (!about || !writer || !place) return undefined
  const keys = await keysOfRound(tx, campaign, ids['round'] ?? '')
  const subjects = [...new Set(keys.flatMap((key) => key.split(' ')[1] ?? []))]
  if (subjects.length === 0) return undefined
  const { email: to, language } = writer
  const told = await tellers[about](tx, { place, subjects, language, places })
  if (told.length === 0) return undefined
  const words = wordsFor(language).responseMail.waiting
  const shown = told.slice(0, mostLines)
  const text = [
    words.lead[about],
    ...shown.map(({ said }) => said),
    ...(told.length > mostLines ? [words.more(told.length - mostLines)] : []),
    [words.open, ...new Set(shown.map(({ link }) => link))].join('\n'),
  ]
  return { to, subject: words.subject[about](told.length, place.title), text: `${text.join('\n\n')}\n`, language }
}

type Teller = (tx: Tx, asked: Asked) => Promise<readonly Told[]>

/** Nothing that came in is repeated: until somebody has read it, nobody knows what it is. */
const tellReplies: Teller = async (tx, { place, subjects, language, places }) => {
  const { respond, responseMail } = wordsFor(language)
  const words = responseMail.waiting
  const names = new Map((await recipientsOf(tx, place.id)).map(({ id, name }) => [id, name]))
  const rows = await replyRows(tx, place.id, { among: subjects as readonly ReplyId[] })
  const waiting = rows.filter(({ state, isRedacted }) => state === 'waiting' && !isRedacted)
  return waiting.map(({ recipient, receivedOn, channel, provedDomain, recognized }) => {
    const came = words.reply(names.get(recipient) ?? '', dateInWords(receivedOn, language), respond.channels[channel])
    const proof = provedDomain === undefined ? words.unproved : words.proved(provedDomain)
    const looks = recognized === undefined ? [] : [respond.one.looksLike(respond.kinds[recognized])]
    return { said: [came, proof, ...looks].join(' '), link: places.replies(place.slug) }
  })
}

const longestQuote = 300

const tellAlarms: Teller = async (tx, { place, subjects, language, places }) => {
  const { sources, responseMail } = wordsFor(language)
  const alarms = (await alarmsOf(tx, place.id)).filter(({ source }) => subjects.includes(source))
  const lost = alarms.flatMap(({ lostQuotes }) => lostQuotes)
  const quotes = await quotesByIds(tx, place.id, lost)
  return alarms.map(({ title, outcome, lostQuotes }) => {
    const words = lostQuotes.flatMap((id) => quotes.get(id)?.exact.slice(0, longestQuote) ?? [])
    const said = responseMail.waiting.alarm(title, sources.outcomes[outcome])
    return { said: [said, ...words.map((one) => `“${one}”`)].join('\n'), link: places.sources(place.slug) }
  })
}

const tellBounces: Teller = async (tx, { place, subjects, language, places }) => {
  const words = wordsFor(language).responseMail.waiting
  const names = new Map((await recipientsOf(tx, place.id)).map(({ id, name }) => [id, name]))
  const letters = new Map((await gatheringLetters(tx, place.id)).map((letter) => [letter.id, letter]))
  const all = await deliveriesOf(tx, place.id, { withoutProofs: true })
  return all.flatMap(({ id, letter: of, recipient, addressees }) => {
    const letter = letters.get(of)
    const bounced = addressees.filter(({ status }) => status === 'bounced').length
    if (!letter || bounced === 0 || !subjects.includes(id)) return []
    const said = words.bounce(letter.title, names.get(recipient) ?? '', bounced, addressees.length)
    return [{ said, link: places.deliveries(place.slug, letter.slug) }]
  })
}

const tellers: Readonly<Record<WaitingThing, Teller>> = {
  reply: tellReplies,
  alarm: tellAlarms,
  bounce: tellBounces,
}
