import { wordsFor, type CampaignId, type LetterId, type SignOnId, type Words } from '#kernel'
import type { GatheringLetter } from '#letters'
import type { ComposedMail, Composer, Composers, DueMail, Tx, Vault } from '#platform'
import { askComposer } from './compose-ask.ts'
import { lettersRead, paragraphs, placeWords } from './compose-parts.ts'
import { signOnLinkOf } from './gather-link.ts'
import { hasAuthority } from './queues.ts'
import { bonds, openAnswer, openWish } from './sealed-people.ts'
import type { SignOnMailLinks } from './sign-on-mail-links.ts'
import { openPerson } from './sign-on-view.ts'
import { awaitedOf } from './standing.ts'
import { findAnswer } from './store-home.ts'
import type { GatheredLine } from './gathered-line.ts'
import { gatheredLines } from './store-lines.ts'
import { representativesOf } from './store-representatives.ts'
import { findWish } from './store-wishes.ts'

/**
 * The mails of this room by kind: `organizations.ask` and `organizations.reminder` of the ids `{ campaign, ask }`; of
 * `{ campaign, signOn, term }` those to representatives: `confirm`, `proof`, `text-changed`, `waiting`,
 * `home-question`, `list-ready`. What no longer needs to be said is not sent.
 */
export function signOnComposers(vault: Vault, links: SignOnMailLinks): Composers {
  return {
    'organizations.ask': askComposer(vault, links, 'ask'),
    'organizations.reminder': askComposer(vault, links, 'reminder'),
    'organizations.confirm': composer(vault, links, confirmText),
    'organizations.proof': composer(vault, links, proofText),
    'organizations.text-changed': composer(vault, links, changedText),
    'organizations.waiting': composer(vault, links, waitingText),
    'organizations.home-question': composer(vault, links, homeText),
    'organizations.list-ready': composer(vault, links, readyText),
  }
}

type MailWords = Words['signOnMail']

/** To whom a mail goes, and what it speaks of. */
type Addressed = {
  readonly tx: Tx
  readonly vault: Vault
  readonly note: DueMail
  readonly letter: GatheringLetter
  /** Absent while the mailbox has not answered. */
  readonly line: GatheredLine | undefined
  readonly name: string
  readonly email: string
  readonly deputy: string | undefined
  readonly language: string
  readonly isSuccessor: boolean
}

/** Subject, and the paragraphs between which the link stands. */
type Said = {
  readonly subject: string
  readonly before: readonly (string | undefined)[]
  readonly open: string
  readonly after: readonly (string | undefined)[]
}

type Say = (words: MailWords, one: Addressed) => Said | undefined | Promise<Said | undefined>

function composer(vault: Vault, links: SignOnMailLinks, say: Say): Composer {
  return async (tx, notes) => {
    const letters = lettersRead(tx)
    const mails: (ComposedMail | undefined)[] = []
    for (const note of notes) {
      const one = await addressed(tx, vault, note, letters)
      mails.push(one && (await mailOf(vault, links, one, say)))
    }
    return mails
  }
}

async function mailOf(
  vault: Vault,
  links: SignOnMailLinks,
  one: Addressed,
  say: Say,
): Promise<ComposedMail | undefined> {
  const { note, language, email, deputy } = one
  const words = wordsFor(language).signOnMail
  const said = await say(words, one)
  const to = note.ids['deputy'] === undefined ? email : deputy
  if (!said || to === undefined) return undefined
  const { campaign, signOn, term } = targetOf(note)
  const address = links.signOn(signOnLinkOf(vault, { campaign, signOn, term }))
  const { title, recipients, until } = placeWords(one.letter, language)
  const text = paragraphs(
    ...said.before,
    `${said.open}\n${address}`,
    ...said.after,
    words.letter(title, recipients, one.letter.campaignTitle),
    until,
    words.foot(new URL(address).host),
  )
  return { to, subject: said.subject, text, language }
}

const targetOf = ({ ids }: DueMail) => ({
  campaign: (ids['campaign'] ?? '') as CampaignId,
  signOn: (ids['signOn'] ?? '') as SignOnId,
  term: Number(ids['term'] ?? 1),
})

type ReadLetter = (campaign: CampaignId, letter: LetterId) => Promise<GatheringLetter | undefined>

async function addressed(tx: Tx, vault: Vault, note: DueMail, letters: ReadLetter): Promise<Addressed | undefined> {
  const { campaign, signOn, term } = targetOf(note)
  const wish = await findWish(tx, campaign, signOn)
  if (wish) {
    const form = openWish(vault, bonds.wish(campaign, signOn), wish.sealed)
    const letter = await letters(campaign, wish.letter)
    const { email, deputyEmail: deputy } = form.representative
    const about = { name: form.name, email, deputy, language: form.language, isSuccessor: false }
    return letter && { tx, vault, note, letter, line: undefined, ...about }
  }
  const [line] = await gatheredLines(tx, campaign, { signOn })
  const letter = line && (await letters(campaign, line.letter))
  const row = (await representativesOf(tx, campaign, signOn)).find((one) => one.term === term)
  if (!line || !letter || !row?.sealed || line.withdrawnAt || term < line.term) return undefined
  const { email, deputyEmail: deputy, language } = openPerson(vault, row, row.sealed)
  const about = { name: line.line.name, email, deputy, language, isSuccessor: term > line.term }
  return { tx, vault, note, letter, line, ...about }
}

const confirmText: Say = (words, { letter, line, name, isSuccessor }) => {
  if (line && !isSuccessor) return undefined
  const lead = isSuccessor ? words.confirm.successor : words.confirm.lead
  return {
    subject: words.confirm.subject(letter.title),
    before: [lead(name, letter.title)],
    open: words.confirm.open,
    after: [words.confirm.keep, isSuccessor ? undefined : words.confirm.notMe],
  }
}

const proofText: Say = (words, { letter, line, name }) =>
  line && !hasAuthority(line)
    ? {
        subject: words.proof.subject(name),
        before: [words.proof.lead(name, letter.title), words.proof.how],
        open: words.proof.open,
        after: [],
      }
    : undefined

const changedText: Say = (words, { letter, line, name, note }) => {
  if (!line || line.verdict === 'declined' || letter.state === 'closed') return undefined
  if (awaitedOf(line.consents, letter.editions).length === 0) return undefined
  return {
    subject: words.changed.subject(letter.title),
    before: [words.changed.lead(name, letter.title)],
    open: words.changed.open,
    after: [note.ids['deputy'] === undefined ? undefined : words.changed.deputy],
  }
}

const waitingText: Say = (words, { letter, line, name, note }) =>
  line && !line.signedAt
    ? {
        subject: words.waiting.subject(name, letter.title),
        before: [words.waiting.lead(name, letter.title)],
        open: words.waiting.open,
        after: [note.ids['deputy'] === undefined ? undefined : words.changed.deputy],
      }
    : undefined

const homeText: Say = async (words, { tx, vault, letter, line, name, note }) => {
  const { campaign } = targetOf(note)
  const row = await findAnswer(tx, campaign, note.ids['answer'] ?? '')
  if (!line || !row?.sealed) return undefined
  const said = openAnswer(vault, bonds.answer(campaign, row.id), row.sealed)
  return {
    subject: words.home.subject[row.answer](name),
    before: [
      words.home.lead(said.name === '' ? words.home.somebody : said.name, letter.title),
      words.home.said[row.answer],
      said.words,
    ],
    open: words.home.open,
    after: [],
  }
}

const readyText: Say = (words, { letter, line, name }) =>
  line && {
    subject: words.ready.subject(letter.title),
    before: [words.ready.lead(name, letter.title)],
    open: words.ready.open,
    after: [],
  }
