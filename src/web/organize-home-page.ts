import { may, type InvitationId, type Role, type Visitor } from '#accounts'
import { wordsFor, type LetterId } from '#kernel'
import type { Campaign } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { waitingSection } from './desk-waiting.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'

/** What the home of an organizer shows. */
export type OrganizerHome = {
  readonly visitor: Visitor
  readonly campaigns: readonly { readonly campaign: Campaign; readonly role: Role }[]
  readonly invited: readonly {
    readonly campaign: Campaign
    readonly role: Role
    readonly invitation: InvitationId
  }[]
  /** Those that somebody proposes something about. */
  readonly letters: ReadonlyMap<LetterId, { readonly slug: string; readonly title: string }>
}

/** Where an organizer begins: the campaigns they work on and those they are invited to. */
export function organizerHomePage({ visitor, campaigns, invited, letters }: OrganizerHome): PersonalPage {
  const { language } = visitor
  const words = wordsFor(language).organize.campaigns
  return framed(visitor, {
    title: words.title,
    main: html`<h1>${words.title}</h1>
      ${visitor.isNameless && html`<p class="note">${words.nameless} <a href="${routes.organizerAccount()}">${words.sayName}</a></p>`}
      ${waitingSection({ visitor, campaigns: campaigns.map(({ campaign }) => campaign), letters })}
      ${invitations(invited, language)}
      ${
        campaigns.length === 0
          ? html`<p>${visitor.isOperator ? words.noneOperator : words.none}</p>`
          : html`<ul class="plain">
              ${campaigns.map((one) => entry(one, language))}
            </ul>`
      }
      ${visitor.mayCreate && html`<p><a class="act" href="${routes.newCampaign()}">${words.start}</a></p>`}
      ${
        visitor.isOperator &&
        html`<h2>${words.server}</h2>
          <ul class="row">
            <li><a href="${routes.organizers()}">${wordsFor(language).desk.organizers.title}</a></li>
            <li><a href="${routes.serverTrail()}">${words.serverTrail}</a></li>
          </ul>`
      }`,
  })
}

function entry({ campaign, role }: OrganizerHome['campaigns'][number], language: string): Markup {
  const { organize, roles, bring } = wordsFor(language)
  const words = organize.campaigns
  return html`<li>
    <h2 class="entry">
      <a href="${routes.campaignHome(campaign.slug)}"><bdi>${campaign.title}</bdi></a>
    </h2>
    <p>${words.role(roles[role])}</p>
    <ul class="row">
      <li>
        <a href="${routes.people(campaign.slug)}" aria-label="${words.people}: ${campaign.title}">${words.people}</a>
      </li>
      ${may(role, 'write') && html`<li><a href="${routes.bringIn(campaign.slug)}" aria-label="${bring.title}: ${campaign.title}">${bring.title}</a></li>`}
      ${may(role, 'read-trail') && html`<li><a href="${routes.trail(campaign.slug)}" aria-label="${words.trail}: ${campaign.title}">${words.trail}</a></li>`}
    </ul>
  </li>`
}

function invitations(invited: OrganizerHome['invited'], language: string): Insertable {
  if (invited.length === 0) return undefined
  const { organize, roles } = wordsFor(language)
  const words = organize.campaigns
  return html`<h2>${words.invited}</h2>
    <ul class="plain">
      ${invited.map(
        ({ campaign, role, invitation }) =>
          html`<li>
            <p><bdi>${words.invitedTo(campaign.title, roles[role])}</bdi></p>
            <div class="row">
              ${answer(routes.acceptInvitation(), { campaign, invitation, said: words.accept, language })}
              ${answer(routes.declineInvitation(), { campaign, invitation, said: words.decline, language, isSecond: true })}
            </div>
          </li>`,
      )}
    </ul>`
}

function answer(
  action: string,
  button: {
    readonly campaign: Campaign
    readonly invitation: InvitationId
    readonly said: string
    readonly language: string
    readonly isSecond?: boolean
  },
): Markup {
  const { campaign, invitation, said, isSecond } = button
  const whole = `${said}: ${wordsFor(button.language).organize.campaigns.forCampaign(campaign.title)}`
  return html`<form method="post" action="${action}">
    <input type="hidden" name="campaign" value="${campaign.slug}" />
    <input type="hidden" name="invitation" value="${invitation}" />
    <button ${isSecond && html`class="second"`} aria-label="${whole}">${said}</button>
  </form>`
}
