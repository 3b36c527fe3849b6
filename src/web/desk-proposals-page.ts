import { may, type Act, type OpenProposal, type ProposedAct } from '#accounts'
import { wordsFor, type Words } from '#kernel'
import { html, type Insertable } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { buttonForm, called, deskFramed, deskTable } from './desk-frame.ts'
import type { ProposalPlace } from './desk-proposal-places.ts'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** What came of a button on the page, by the name of its sentence. */
export type ProposalsSaid = keyof Words['desk']['proposals']['said']

/** Something that waits, with the page on which it can be read whole; absent where what it is about is gone. */
export type PlacedProposal = OpenProposal & { readonly place: ProposalPlace | undefined }

/** Everything on the page of what waits in a campaign. */
export type ProposalsFacts = InCampaign & {
  readonly proposals: readonly PlacedProposal[]
  readonly said: ProposalsSaid | undefined
}

/** The right that an act takes. */
const rightFor = (act: ProposedAct): Act => (act === 'lift-rule' ? 'set-rule' : act)

/** What waits for a second person, or for being done: each with its own page, where it is approved. */
export function proposalsPage(facts: ProposalsFacts): PersonalPage {
  const { desk } = wordsFor(facts.visitor.language)
  const words = desk.proposals
  const heads = [words.what, words.about, words.who, words.when, words.how, words.decide]
  return deskFramed(facts, {
    heading: words.title,
    said: facts.said && words.said[facts.said],
    main: html`<p class="lead">${words.lead}</p>
      ${
        facts.proposals.length === 0
          ? html`<p>${words.none}</p>`
          : deskTable(
              words.title,
              heads,
              facts.proposals.map((one) => cells(one, facts)),
            )
      }`,
  })
}

function cells(one: PlacedProposal, { visitor, campaign, role }: ProposalsFacts): readonly Insertable[] {
  const { language } = visitor
  const { desk } = wordsFor(language)
  const words = desk.proposals
  const isOwn = one.proposedBy === visitor.organizer
  const about = one.place?.name ?? words.goneSubject
  return [
    desk.acts[one.act],
    one.place ? html`<a href="${one.place.path}"><bdi>${one.place.name}</bdi></a>` : about,
    called(one.proposer, language),
    momentInWords(one.proposedAt, campaign.timeZone, language),
    one.approvedBy === null
      ? isOwn
        ? words.yours
        : words.waiting
      : html`<bdi>${words.approvedBy(one.approver ?? wordsFor(language).organize.trail.erased)}</bdi>`,
    may(role, rightFor(one.act)) &&
      html`
        ${!isOwn && one.approvedBy === null && one.place && html`<p><a class="act" href="${one.place.path}" aria-label="${words.read}: ${words.of(about)}">${words.read}</a></p>`}
        ${buttonForm(routes.proposals(campaign.slug), {
          says: isOwn ? words.takeBack : words.refuse,
          about: words.of(about),
          fields: { act: one.act, subject: one.subject },
        })}
      `,
  ]
}
