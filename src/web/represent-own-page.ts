import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { PersonalPage } from './personal-page.ts'
import { dayInWords, inList, momentInWords } from './phrases.ts'
import { authorityPart } from './represent-authority.ts'
import { changedPart, furtherPart } from './represent-changed.ts'
import type { OwnConsent, OwnFacts, OwnState } from './represent-facts.ts'
import { homePart } from './represent-home.ts'
import { changePart } from './represent-changes.ts'
import { factList } from './represent-parts.ts'
import { confirmPart } from './represent-confirm.ts'
import { errorSummary, type FieldError } from './sign-form.ts'
import { routes } from './routes.ts'

/** What came of a button on this page, by the name of its sentence. */
export type OwnSaid = keyof ReturnType<typeof wordsFor>['represent']['own']['said']

/** Reads which sentence an address asks for; anything else says nothing. */
export const readSaid = (text: string | undefined): OwnSaid | undefined => saids.find((one) => one === text)

const saids = Object.keys(wordsFor('en').represent.own.said) as readonly OwnSaid[]

/** What was typed into one of the page's forms, if something is wrong with it. */
export type OwnTyped = { readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }

/** A sign-on as its representative sees it: how it stands, what is to be done, and every way to change one's mind. */
export function ownPage(
  facts: OwnFacts,
  { said, wrong }: { readonly said?: OwnSaid | undefined; readonly wrong?: OwnTyped | undefined } = {},
): PersonalPage {
  const { language } = facts.letter
  const words = wordsFor(language).represent.own
  const heading = headingOf(facts)
  const stands = facts.state === 'considering' || facts.state === 'signed'
  return {
    title: wrong ? wordsFor(language).signing.errors.inTitle(heading) : heading,
    language,
    ...(facts.letterPath !== undefined && { trail: [{ name: facts.letter.title, path: facts.letterPath }] }),
    main: html`<p class="eyebrow">${facts.campaign.title}</p>
      ${wrong && errorSummary(wrong.errors, language)}
      <h1>${heading}</h1>
      ${said && html`<p class="note" role="status">${words.said[said]}</p>`} ${lead(facts)} ${howItStands(facts)}
      ${facts.state === 'signed' && changedPart(facts)} ${isAsked(facts.state) && confirmPart(facts)}
      ${facts.state === 'considering' && facts.kind === 'organization' && homePart(facts)}
      ${facts.state === 'signed' && facts.kind === 'organization' && [authorityPart(facts, wrong), homePart(facts)]}
      ${facts.state !== 'pending' && signedTexts(facts)} ${facts.state === 'signed' && furtherPart(facts)}
      ${stands && changePart(facts, wrong)} ${held(facts)} ${leaving(facts)}`,
  }
}

/** Whether the page asks for a yes. */
const isAsked = (state: OwnState): boolean => state === 'pending' || state === 'considering' || state === 'successor'

function headingOf({ state, name, letter, changed }: OwnFacts): string {
  const words = wordsFor(letter.language).represent.own
  switch (state) {
    case 'pending':
    case 'considering':
      return words.pendingHeading(name)
    case 'successor':
      return words.successorHeading(name)
    case 'signed':
      return changed.length > 0 ? words.changedHeading : words.signedHeading(name)
    case 'declined':
      return words.declinedHeading
    case 'withdrawn':
      return words.withdrawnHeading(name)
    default:
      return state satisfies never
  }
}

function lead({ state, isOpen, until, campaign, letter, kind, reason }: OwnFacts): Markup {
  const words = wordsFor(letter.language).represent.own
  const waits = isAsked(state)
  const said = {
    pending: kind === 'person' ? words.pendingPersonLead : words.pendingLead,
    considering: words.consideringLead,
    successor: words.successorLead,
    signed: words.signedLead,
    declined: words.declinedLead,
    withdrawn: words.withdrawnLead,
  }[state]
  return html`<p class="lead">${waits && !isOpen ? words.closedLead : said}</p>
    ${state === 'declined' && reason !== undefined && html`<blockquote class="note"><p>${reason}</p></blockquote>`}
    ${
      waits &&
      isOpen &&
      until !== undefined &&
      html`<p>${words.until(momentInWords(until, campaign.timeZone, letter.language))}</p>`
    }`
}

/** What is done and what is not, in one word each: never in color alone. */
function howItStands(facts: OwnFacts): Insertable {
  const { state, letter, campaign, consents, level, evidence, isAccepted, kind } = facts
  if (state !== 'signed') return undefined
  const words = wordsFor(letter.language).represent.own.stands
  const first = consents.map(({ at }) => at).toSorted((one, other) => one.getTime() - other.getTime())[0]
  const shown = level !== 'unverified'
  const waits = evidence.some(({ worth }) => worth === 'waits')
  return factList([
    [words.given, first && words.givenOn(dayInWords(first, campaign.timeZone, letter.language))],
    [
      words.authority,
      kind === 'person' ? undefined : shown ? words.levels[level] : waits ? words.authorityWaits : words.authorityOpen,
    ],
    [words.review, isAccepted ? words.accepted : words.notAccepted],
    [words.printed, whetherPrinted(facts)],
  ])
}

/** Under which texts the name is printed, and what it waits for elsewhere. */
function whetherPrinted({ letter, printedTo, awaitsFinalTo, earlierTo }: OwnFacts): string {
  const words = wordsFor(letter.language).represent.own.stands
  const earlier = earlierTo.filter((one) => !awaitsFinalTo.includes(one))
  const named = (recipients: readonly string[]) => inList(recipients, letter.language)
  if (printedTo.length === 0 && earlier.length === 0 && awaitsFinalTo.length > 0) return words.printedOnceFinal
  if (printedTo.length === 0 && awaitsFinalTo.length === 0 && earlier.length > 0) return words.printedEarlier
  const said = [
    printedTo.length > 0 && words.printedTo(named(printedTo)),
    awaitsFinalTo.length > 0 && words.printedToOnceFinal(named(awaitsFinalTo)),
    earlier.length > 0 && words.printedToEarlier(named(earlier)),
  ].filter((one) => one !== false)
  return said.length > 0 ? said.join('; ') : words.notPrinted
}

/** Which words the name stands for, each by its hash. */
function signedTexts({ consents, letter, campaign }: OwnFacts): Insertable {
  if (consents.length === 0) return undefined
  const words = wordsFor(letter.language).represent.own
  const line = ({ recipientName, number, hash, at, how }: OwnConsent) =>
    html`<li>
      ${words.consent(recipientName, number)} · ${words.how[how]} ${dayInWords(at, campaign.timeZone, letter.language)}
      <span class="quiet hash">${hash}</span>
    </li>`
  return html`<h2>${words.texts}</h2>
    <ul class="plain">
      ${consents.map(line)}
    </ul>`
}

function held({ link, letter, state, name, title, affiliation, group, representative, domain }: OwnFacts): Markup {
  const words = wordsFor(letter.language).represent.own
  const { form } = wordsFor(letter.language).represent
  const bidi = (text: string | undefined) => text !== undefined && text !== '' && html`<bdi>${text}</bdi>`
  const lines: readonly (readonly [string, Insertable])[] = [
    [words.printedName, bidi(name)],
    [words.title, bidi(title)],
    [words.affiliation, bidi(affiliation)],
    [form.group, bidi(group)],
    [form.representative, bidi(representative.name)],
    [form.role, bidi(representative.role)],
    [form.email, bidi(representative.email)],
    [words.deputy, bidi(representative.deputyEmail)],
    [words.domain, bidi(domain)],
  ]
  return html`<h2>${words.held}</h2>
    ${factList(lines.map(([label, value]) => [label, value === false ? undefined : value] as const))}
    <p><a href="${routes.signOnPrivacy(link)}">${wordsFor(letter.language).signing.form.privacy}</a></p>
    ${state !== 'pending' && state !== 'successor' && html`<p><a href="${routes.signOnData(link)}">${words.copy}</a></p>`}`
}

function leaving({ link, letter, state }: OwnFacts): Insertable {
  const words = wordsFor(letter.language).represent.own
  if (state === 'pending' || state === 'successor') return html`<p class="small quiet">${words.notMe}</p>`
  const withdraws = state === 'signed' || state === 'considering'
  return html`<h2>${words.leaving}</h2>
    <ul class="row">
      ${withdraws && html`<li><a href="${routes.withdrawSignOn(link)}">${words.withdraw}</a></li>`}
      <li><a href="${routes.eraseSignOn(link)}">${words.erase}</a></li>
    </ul>`
}
