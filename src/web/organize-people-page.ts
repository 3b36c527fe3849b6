import { allRoles, may, type Invitee, type Member, type Role, type Visitor } from '#accounts'
import { wordsFor, type Words } from '#kernel'
import type { Campaign } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { deskTable } from './desk-frame.ts'
import { errorSummary, oneLineField, titleWith } from './organize-fields.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { dayInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** What came of a button on this page, by the name of its sentence. */
export type PeopleSaid = keyof Words['organize']['people']['said']

/** What the page of a campaign's people shows. */
export type CampaignPeople = {
  readonly visitor: Visitor
  readonly campaign: Campaign
  /** What the visitor is here. */
  readonly role: Role
  readonly members: readonly Member[]
  readonly invitees: readonly Invitee[]
  readonly now: Date
  readonly said?: PeopleSaid | undefined
  /** What was typed into the form that invites, if something is wrong with it. */
  readonly typed?: { readonly email: string; readonly role: Role; readonly errors: readonly FieldError[] } | undefined
}

/** Who works on a campaign; for leads, everything that changes it. */
export function peoplePage(facts: CampaignPeople): PersonalPage {
  const { visitor, campaign, role, said, typed } = facts
  const { language } = visitor
  const words = wordsFor(language).organize.people
  const errors = typed?.errors ?? []
  return framed(visitor, {
    title: titleWith(errors, words.title(campaign.title), language),
    trail: [{ name: campaign.title, path: routes.campaignHome(campaign.slug) }],
    main: html`${errorSummary(errors, language)}
      <p class="eyebrow">${campaign.title}</p>
      <h1>${words.heading}</h1>
      ${said && html`<p class="note" role="status">${words.said[said]}</p>`}
      <h2>${words.members}</h2>
      ${members(facts)} ${may(role, 'invite-organizer') && inviting(facts)}
      <h2>${words.whatRoles}</h2>
      <dl class="facts">
        ${allRoles.map(
          (one) =>
            html`<dt>${wordsFor(language).roles[one]}</dt>
              <dd>${words.does[one]}</dd>`,
        )}
      </dl>`,
  })
}

function members({ visitor, campaign, role, members: all }: CampaignPeople): Markup {
  const { organize, roles } = wordsFor(visitor.language)
  const words = organize.people
  const [leads, reads] = [may(role, 'set-role'), may(role, 'invite-organizer')]
  if (all.length === 0) return html`<p>${words.none}</p>`
  const cell = (member: Member): Insertable => {
    if (leads) return roleForm(campaign, member, visitor)
    return [roles[member.role], member.organizer === visitor.organizer && leaveForm(campaign, member, words.leave)]
  }
  const heads = [words.name, ...(reads ? [words.email] : []), words.role]
  return deskTable(
    words.members,
    heads,
    all.map((member) => [
      html`<bdi>${member.name}</bdi>${member.organizer === visitor.organizer && ` ${words.you}`}`,
      ...(reads ? [html`<bdi>${member.email}</bdi>`] : []),
      cell(member),
    ]),
  )
}

function roleForm({ slug }: Campaign, { organizer, name, role }: Member, { language }: Visitor): Markup {
  const words = wordsFor(language).organize.people
  return html`<form class="row" method="post" action="${routes.setRole(slug)}">
    <input type="hidden" name="organizer" value="${organizer}" />
    ${roleChoice({ label: words.roleOf(name), chosen: role, language }, html`<option value="none">${words.takeAway}</option>`)}
    <button class="second" aria-label="${words.button} ${words.buttonFor(name)}">${words.button}</button>
  </form>`
}

function leaveForm({ slug }: Campaign, { organizer }: Member, said: string): Markup {
  return html`<form method="post" action="${routes.setRole(slug)}">
    <input type="hidden" name="organizer" value="${organizer}" /><input type="hidden" name="role" value="none" />
    <button class="second">${said}</button>
  </form>`
}

function roleChoice(
  {
    label,
    chosen,
    language,
    id,
  }: { readonly label: string; readonly chosen: Role; readonly language: string } & {
    readonly id?: string
  },
  more?: Markup,
): Markup {
  const { roles } = wordsFor(language)
  const named = id === undefined ? html`aria-label="${label}"` : html`id="${id}"`
  return html`<select name="role" ${named}>
    ${allRoles.map((one) => html`<option value="${one}" ${one === chosen && html`selected`}>${roles[one]}</option>`)}${more}
  </select>`
}

function inviting(facts: CampaignPeople): Markup {
  const { visitor, campaign, typed, invitees } = facts
  const { language } = visitor
  const words = wordsFor(language).organize.people
  const { email = '', role = 'editor', errors = [] } = typed ?? {}
  return html`<h2>${words.invite}</h2>
    <p>${words.inviteLead}</p>
    <form class="form" method="post" action="${routes.invite(campaign.slug)}" novalidate>
      ${oneLineField({ key: 'email', label: words.email, value: email, errors, isOther: true })}
      <div class="field">
        <label for="role">${words.role}</label>
        ${roleChoice({ label: words.role, chosen: role, language, id: 'role' })}
      </div>
      <button>${words.inviteButton}</button>
    </form>
    <h2>${words.invitees}</h2>
    ${
      invitees.length === 0
        ? html`<p>${words.nobodyInvited}</p>`
        : html`<ul class="plain">
            ${invitees.map((one) => invitee(one, facts))}
          </ul>`
    }`
}

function invitee({ name, email, role, endsAt, invitation, returnedAt }: Invitee, facts: CampaignPeople): Markup {
  const { visitor, campaign, now } = facts
  const { organize, roles } = wordsFor(visitor.language)
  const words = organize.people
  const day = dayInWords(endsAt, campaign.timeZone, visitor.language)
  return html`<li>
    <p>
      <bdi>${name}</bdi>${name !== email && html` · <bdi>${email}</bdi>`} · ${roles[role]} ·
      ${endsAt <= now ? words.ranOut(day) : `${words.until} ${day}`}
    </p>
    ${returnedAt && html`<p class="error">${words.returned}</p>`}
    <form method="post" action="${routes.withdrawInvitation(campaign.slug)}">
      <input type="hidden" name="invitation" value="${invitation}" />
      <button class="second" aria-label="${words.withdraw}: ${words.withdrawFor(name)}">${words.withdraw}</button>
    </form>
  </li>`
}
