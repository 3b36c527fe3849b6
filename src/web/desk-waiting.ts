import type { Visitor } from '#accounts'
import { wordsFor, type LetterId } from '#kernel'
import type { Campaign } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { proposalPlaces } from './desk-proposal-places.ts'
import { momentInWords } from './phrases.ts'
import { readId } from './read-id.ts'
import { routes } from './routes.ts'

/** What stands on a home page of what waits for whoever looks at it. */
export type WaitingShown = {
  readonly visitor: Pick<Visitor, 'waiting' | 'language'>
  /** Of which campaigns it is told. */
  readonly campaigns: readonly Pick<Campaign, 'id' | 'slug' | 'title' | 'timeZone'>[]
  /** Every letter that a proposal could be about. */
  readonly letters: ReadonlyMap<LetterId, { readonly slug: string; readonly title: string }>
}

// So many fit beside everything else of a page; the rest stands where all of a campaign does.
const shownAtMost = 5

/** The letters that what waits may be about. */
export const lettersWaiting = ({ waiting }: Pick<Visitor, 'waiting'>): readonly LetterId[] =>
  waiting.map(({ subject }) => readId<LetterId>(subject)).filter((id) => id !== undefined)

/** How many proposals wait for this organizer's approval, what they are, since when, and where each is read and approved. */
export function waitingSection({ visitor, campaigns, letters }: WaitingShown): Insertable {
  const { language } = visitor
  const words = wordsFor(language).desk.proposals
  const found = visitor.waiting.flatMap((one) =>
    campaigns.filter(({ id }) => id === one.campaign).map((campaign) => ({ ...one, campaign })),
  )
  if (found.length === 0) return undefined
  const among = campaigns.filter(({ id }) => found.some(({ campaign }) => campaign.id === id))
  return html`<h2>${words.forYou}</h2>
    <p class="note">${words.howMany(found.length)}</p>
    <ul class="plain">
      ${found.slice(0, shownAtMost).map((one) => entry(one, letters, language, campaigns.length > 1))}
    </ul>
    ${found.length > shownAtMost && among.map((campaign) => all(campaign, language, campaigns.length > 1))}`
}

type Waiting = Omit<Visitor['waiting'][number], 'campaign'> & { readonly campaign: WaitingShown['campaigns'][number] }

function entry(one: Waiting, letters: WaitingShown['letters'], language: string, namesCampaign: boolean): Markup {
  const { desk } = wordsFor(language)
  const words = desk.proposals
  const { campaign, act, subject, proposedAt } = one
  const place = proposalPlaces[act]({ campaign, letters, subject, language })
  const about = place?.name ?? words.goneSubject
  return html`<li>
    <p>
      ${desk.acts[act]}${about !== desk.acts[act] && html`: <bdi>${about}</bdi>`}
      <span class="quiet"
        >${namesCampaign && html`<bdi>${campaign.title}</bdi> · `}${words.since(momentInWords(proposedAt, campaign.timeZone, language))}</span
      >
    </p>
    <p>
      <a
        class="act"
        href="${place?.path ?? routes.proposals(campaign.slug)}"
        aria-label="${words.read}: ${words.of(about)}"
        >${words.read}</a
      >
    </p>
  </li>`
}

const all = ({ slug, title }: Waiting['campaign'], language: string, namesCampaign: boolean): Markup => {
  const words = wordsFor(language).desk.proposals
  return html`<p>
    <a href="${routes.proposals(slug)}">${words.all}${namesCampaign && html`: <bdi>${title}</bdi>`}</a>
  </p>`
}
