import { wordsFor } from '#kernel'
import type { Campaign } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { countOf } from './phrases.ts'
import { routes } from './routes.ts'
import type { SignSettings } from './sign-facts.ts'

/** Days after which something is gone. */
export type PrivacyDays = {
  /** What was erased, from the last backup. */
  readonly backupDays: number
  /** What is kept of representatives: a form that was not confirmed, a line that ended, the rest from when the letter closes. */
  readonly signOnDays: { readonly wish: number; readonly ended: number; readonly afterClose: number }
}

type Section = readonly [heading: string, said: Insertable]

/** A notice before it gets the frame of the page on which it stands. */
export type PrivacyNotice = Pick<Page, 'title' | 'description' | 'language' | 'main'>

/**
 * What a campaign does with the data of those who sign (GDPR Art. 13): of people, from its settings, where they may sign;
 * of whoever signs for an organization, always.
 */
export function privacyNotice(
  campaign: Campaign,
  settings: SignSettings | undefined,
  days: PrivacyDays,
): PrivacyNotice {
  const { language } = campaign
  const words = wordsFor(language).signing.privacy
  const ofPeople = settings && peopleSections(language, settings, days)
  const parts: readonly Section[] = [
    [words.who, answering(campaign, settings)],
    ...(ofPeople ?? []),
    ...representativeSections(language, days, ofPeople === undefined),
  ]
  return {
    title: words.title(campaign.title),
    description: words.description,
    language,
    main: html`<p class="eyebrow">${campaign.title}</p>
      <h1>${words.heading}</h1>
      <p class="lead">${settings ? words.lead : words.representatives.lead}</p>
      <div class="prose">
        ${parts.map(
          ([heading, said]) =>
            html`<h2>${heading}</h2>
              ${said}`,
        )}
      </div>`,
  }
}

/** The same on a page of its own, for everybody. */
export function privacyPage(campaign: Campaign, settings: SignSettings | undefined, days: PrivacyDays): Page {
  return {
    ...privacyNotice(campaign, settings, days),
    path: routes.privacy(campaign.slug),
    trail: [{ name: campaign.title, path: routes.campaign(campaign.slug) }],
    listed: true,
  }
}

function answering({ language, leadOrganization }: Campaign, settings: SignSettings | undefined): Insertable {
  const words = wordsFor(language).signing.privacy
  if (settings) return paragraphs(words.controller(settings.controller), words.contact(settings.contact))
  return paragraphs(
    ...(leadOrganization === undefined
      ? [words.representatives.nobodyNamed, words.representatives.reach]
      : [words.representatives.leads(leadOrganization), words.representatives.reachLead(leadOrganization)]),
  )
}

const daysIn = (language: string) => (n: number) => wordsFor(language).signing.privacy.days(n, countOf(n, language))

function peopleSections(language: string, settings: SignSettings, { backupDays }: PrivacyDays): readonly Section[] {
  const words = wordsFor(language).signing.privacy
  const days = daysIn(language)
  const asksMore = settings.asksPlace || settings.asksOccupation || settings.asksComment
  return [
    [words.what, list(...words.kept, ...(asksMore ? [words.place] : []))],
    [words.why, paragraphs(words.basis)],
    [words.long, paragraphs(words.until(days(settings.daysKept)), words.pending, words.backups(days(backupDays)))],
    [
      words.receive,
      paragraphs(
        words.nobody,
        words.names,
        settings.hearFrom === undefined ? words.noneHears : words.hear(settings.hearFrom),
      ),
    ],
    [words.log, paragraphs(words.logWhat, words.logErase)],
    [words.rights, paragraphs(words.rightsWhat, words.rightsMore, words.machines)],
  ]
}

/** `alone`: nothing was said above that holds for both. */
function representativeSections(
  language: string,
  { backupDays, signOnDays }: PrivacyDays,
  alone: boolean,
): readonly Section[] {
  const { privacy } = wordsFor(language).signing
  const words = privacy.representatives
  const days = daysIn(language)
  const long = words.long(days(signOnDays.wish), days(signOnDays.afterClose), days(signOnDays.ended))
  const more = alone ? [privacy.rightsMore] : []
  return [
    [
      words.heading,
      [
        list(...words.kept),
        paragraphs(words.basis, words.persons, long, ...(alone ? [privacy.backups(days(backupDays))] : [])),
        paragraphs(words.receive, words.log, words.rights, ...more),
      ],
    ],
  ]
}

const paragraphs = (...said: readonly string[]): readonly Markup[] => said.map((one) => html`<p>${one}</p>`)

const list = (...said: readonly string[]): Markup =>
  html`<ul>
    ${said.map((one) => html`<li>${one}</li>`)}
  </ul>`
