import { may, type Role } from '#accounts'
import { wordsFor } from '#kernel'
import type { LetterState } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { deskWays } from './desk-ways.ts'
import { momentInWords } from './phrases.ts'
import { deskTable } from './desk-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import { campaignFramed, type LetterPlace, type WriteSaid } from './write-frame.ts'

/** A letter as the home of its campaign lists it. */
export type ListedLetter = {
  readonly slug: string
  readonly title: string
  readonly state: LetterState
  readonly embargoUntil: Date | undefined
  readonly signOnUntil: Date | undefined
  readonly editions: number
  /** The number of the latest fixed text; 0 while none is. */
  readonly version: number
  /** There are words that no fixed text has. */
  readonly isAhead: boolean
}

/** What the home of a campaign shows. */
export type CampaignHome = Pick<LetterPlace, 'visitor' | 'campaign'> & {
  readonly role: Role
  readonly letters: readonly ListedLetter[]
  /** How many there are; absent where that is not asked. */
  readonly recipients: number | undefined
  readonly parts: readonly Insertable[]
  /** Strangers read something of it: else its public page answers them, and us, that there is none. */
  readonly isPublic: boolean
  readonly said?: WriteSaid | undefined
}

/** Where work on a campaign begins: what waits, every letter with its state, the way to everything else. */
export function campaignHomePage(home: CampaignHome): PersonalPage {
  const { visitor, campaign, role, letters, said } = home
  const { language } = visitor
  const words = wordsFor(language).write.home
  const back = wordsFor(language).respond.home
  const writes = may(role, 'write')
  return campaignFramed(home, {
    title: campaign.title,
    heading: campaign.title,
    eyebrow: words.eyebrow,
    said,
    main: html`${home.parts}
      <h2>${words.letters}</h2>
      ${letters.length === 0 ? firstSteps(home) : table(home)}
      ${writes && letters.length > 0 && html`<p><a class="act" href="${routes.newLetter(campaign.slug)}">${words.newLetter}</a></p>`}
      <h2>${words.campaign}</h2>
      <ul class="ways">
        ${way(routes.recipients(campaign.slug), words.recipients, home.recipients === undefined ? words.recipientsTo : words.recipientsHint(home.recipients))}
        ${writes && letters.length > 0 && way(routes.bringIn(campaign.slug), wordsFor(language).bring.title, wordsFor(language).bring.homeHint)}
        ${way(routes.people(campaign.slug), words.people, words.peopleHint)}
        ${way(routes.waitingReplies(campaign.slug), back.waiting, back.waitingHint)}
        ${way(routes.replies(campaign.slug), back.replies, back.repliesHint)}
        ${deskWays(campaign, role, language).map(({ path, name, hint }) => way(path, name, hint))}
        ${may(role, 'read-trail') && way(routes.trail(campaign.slug), words.trail, words.trailHint)}
        ${home.isPublic && way(routes.campaign(campaign.slug), words.page, words.pageHint)}
        ${visitor.mayCreate && way(routes.duplicate(campaign.slug), words.duplicate, words.duplicateHint)}
      </ul>`,
  })
}

const way = (path: string, name: string, hint: string): Markup =>
  html`<li><a href="${path}">${name}</a> <span class="quiet">${hint}</span></li>`

/** Without a letter: what to do first. */
function firstSteps({ visitor, campaign, role, recipients = 0 }: CampaignHome): Markup {
  const words = wordsFor(visitor.language).write.home
  if (!may(role, 'write')) return html`<p>${words.none}</p>`
  const [path, said] =
    recipients === 0
      ? [routes.recipients(campaign.slug), words.nameRecipients]
      : [routes.newLetter(campaign.slug), words.writeFirst]
  return html`<p>${recipients === 0 ? words.noneNoRecipient : words.noneRecipients(recipients)}</p>
    <p><a class="act" href="${path}">${said}</a></p>
    <p><a href="${routes.bringIn(campaign.slug)}">${wordsFor(visitor.language).bring.title}</a></p>`
}

function table(home: CampaignHome): Markup {
  const words = wordsFor(home.visitor.language).write.home
  const heads = [words.letter, words.state, words.text, words.next]
  return deskTable(
    words.letters,
    heads,
    home.letters.map((letter) => cells(letter, home)),
  )
}

function cells(letter: ListedLetter, { visitor, campaign, role }: CampaignHome): readonly Insertable[] {
  const { language } = visitor
  const words = wordsFor(language).write
  const { slug, title, state, embargoUntil, signOnUntil, editions, version, isAhead } = letter
  const moment = (at: Date) => momentInWords(at, campaign.timeZone, language)
  const next = nextStep(letter, role)
  const more = (said: string) => html`<br /><span class="quiet">${said}</span>`
  return [
    html`<a href="${routes.edit(campaign.slug, slug)}"><bdi>${title}</bdi></a>`,
    [
      state === 'embargoed' && embargoUntil ? words.home.embargoed(moment(embargoUntil)) : words.states[state].name,
      state !== 'closed' && signOnUntil && more(words.home.signOnUntil(moment(signOnUntil))),
    ],
    [
      version === 0 ? words.home.notFixed(editions) : words.home.fixed(editions, version),
      version > 0 && isAhead && more(words.home.ahead),
    ],
    next
      ? html`<a href="${nextPath(campaign.slug, slug, next)}">${words.home.steps[next]}</a>`
      : words.home.steps.nothing,
  ]
}

type Step = 'write' | 'freeze' | 'open' | 'close'

/** What is to be done next about a letter, by who may do it. */
function nextStep({ state, version, isAhead }: ListedLetter, role: Role): Step | undefined {
  if (state === 'closed') return undefined
  if (version === 0) return may(role, 'write') ? 'write' : undefined
  if (isAhead) return may(role, 'freeze') ? 'freeze' : undefined
  if (!may(role, 'set-state')) return undefined
  return state === 'published' ? 'close' : 'open'
}

function nextPath(campaign: string, letter: string, step: Step): string {
  if (step === 'write') return routes.edit(campaign, letter)
  return step === 'freeze' ? routes.freeze(campaign, letter) : routes.letterState(campaign, letter)
}
