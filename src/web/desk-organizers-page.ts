import type { Organizer, Role, Visitor } from '#accounts'
import { wordsFor, type Words } from '#kernel'
import type { Campaign } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { buttonForm, deskTable } from './desk-frame.ts'
import { errorSummary, oneLineField, titleWith } from './organize-fields.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { dayInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { tickField } from './write-fields.ts'

/** What came of a button, by the name of its sentence. */
export type OrganizersSaid = keyof Words['desk']['organizers']['said']

/** What was typed into the form that invites. */
export type TypedInvitation = {
  readonly name: string
  readonly email: string
  readonly isOperator: boolean
  readonly mayCreate: boolean
}

/** Everything on the page of everybody with an account. */
export type OrganizersFacts = {
  readonly visitor: Visitor
  readonly organizers: readonly Organizer[]
  /** Which page of them, from 1 on; whether there are more. */
  readonly page: number
  readonly more: boolean
  readonly typed: TypedInvitation
  readonly errors: readonly FieldError[]
  readonly said: OrganizersSaid | undefined
}

/** Everybody who has an account, and an invitation for one more. For operators. */
export function organizersPage(facts: OrganizersFacts): PersonalPage {
  const { visitor, organizers, page, more, errors, said } = facts
  const words = wordsFor(visitor.language).desk.organizers
  const to = (number: number) => `${routes.organizers()}?page=${number}`
  return framed(visitor, {
    title: titleWith(errors, words.title, visitor.language),
    main: html`${errorSummary(errors, visitor.language)}
      <h1>${words.title}</h1>
      ${said && html`<p class="note" role="status">${words.said[said]}</p>`}
      <p class="lead">${words.lead}</p>
      ${deskTable(
        words.title,
        [words.name, words.email, words.state, words.rights],
        organizers.map((one) => cells(one, visitor)),
      )}
      <ul class="row">
        ${page > 1 && html`<li><a href="${to(page - 1)}">${words.previous}</a></li>`}
        ${more && html`<li><a href="${to(page + 1)}">${words.next}</a></li>`}
      </ul>
      ${inviting(facts)}`,
  })
}

function cells(one: Organizer, { organizer, language }: Visitor): readonly Insertable[] {
  const words = wordsFor(language).desk.organizers
  const name = one.name === undefined ? words.erased : html`<bdi>${one.name}</bdi>`
  const linked = one.email === undefined ? name : html`<a href="${routes.organizer(one.id)}">${name}</a>`
  return [
    html`${linked}${one.id === organizer && ` ${words.you}`}`,
    one.email !== undefined && html`<bdi>${one.email}</bdi>`,
    stateOf(one, language),
    rightsOf(one, language),
  ]
}

function stateOf({ state, invitedAt, joinedAt, endedAt }: Organizer, language: string): string {
  const { states } = wordsFor(language).desk.organizers
  return states[state](dayInWords(endedAt ?? joinedAt ?? invitedAt, 'UTC', language))
}

function rightsOf({ isOperator, mayCreate }: Organizer, language: string): string {
  const words = wordsFor(language).desk.organizers
  return isOperator ? words.operator : mayCreate ? words.mayCreate : words.neither
}

function inviting({ visitor, typed, errors }: OrganizersFacts): Markup {
  const words = wordsFor(visitor.language).desk.organizers
  return html`<h2>${words.invite}</h2>
    <p>${words.inviteLead}</p>
    <form class="form" method="post" action="${routes.inviteOrganizer()}" novalidate>
      ${oneLineField({ key: 'email', label: words.inviteEmail, value: typed.email, errors, isOther: true })}
      ${oneLineField({ key: 'name', label: words.inviteName, value: typed.name, hint: words.inviteNameHint, errors, isOther: true })}
      ${grants(typed, visitor.language)}
      <button>${words.inviteButton}</button>
    </form>`
}

function grants(on: Pick<Organizer, 'isOperator' | 'mayCreate'>, language: string): Markup {
  const words = wordsFor(language).desk.organizers
  return html`<fieldset>
    <legend>${words.grants}</legend>
    ${tickField({ id: 'create', name: 'create', value: 'yes', label: words.asCreator, on: on.mayCreate })}
    ${tickField({ id: 'operator', name: 'operator', value: 'yes', label: words.asOperator, on: on.isOperator })}
  </fieldset>`
}

/** Everything on the page of one account. */
export type OrganizerFacts = {
  readonly visitor: Visitor
  readonly organizer: Organizer
  readonly roles: readonly { readonly campaign: Campaign; readonly role: Role }[]
  readonly said: OrganizersSaid | undefined
}

/** One account: what its bearer may do, and what ends it. For operators. */
export function organizerPage({ visitor, organizer, roles, said }: OrganizerFacts): PersonalPage {
  const { language } = visitor
  const words = wordsFor(language).desk.organizers
  const name = organizer.name ?? words.erased
  return framed(visitor, {
    title: `${name}: ${words.title}`,
    trail: [{ name: words.title, path: routes.organizers() }],
    main: html`<h1><bdi>${name}</bdi></h1>
      ${said && html`<p class="note" role="status">${words.said[said]}</p>`}
      <dl class="facts">
        <dt>${words.email}</dt>
        <dd><bdi>${organizer.email ?? words.erased}</bdi></dd>
        <dt>${words.state}</dt>
        <dd>${stateOf(organizer, language)}</dd>
        <dt>${words.rights}</dt>
        <dd>${rightsOf(organizer, language)}</dd>
      </dl>
      <h2>${words.roles}</h2>
      ${rolesIn(roles, language)} ${organizer.state !== 'ended' && changes(organizer, language)}
      ${organizer.email !== undefined && endings(organizer, language)}`,
  })
}

function rolesIn(all: OrganizerFacts['roles'], language: string): Markup {
  const { desk, roles } = wordsFor(language)
  if (all.length === 0) return html`<p>${desk.organizers.noRoles}</p>`
  return html`<ul>
    ${all.map(({ campaign, role }) => html`<li><bdi>${campaign.title}</bdi>: ${roles[role]}</li>`)}
  </ul>`
}

function changes(organizer: Organizer, language: string): Markup {
  const words = wordsFor(language).desk.organizers
  const path = routes.organizer(organizer.id)
  return html`<h2>${words.rights}</h2>
    <form class="form" method="post" action="${path}">
      ${grants(organizer, language)}
      <button name="act" value="grants">${words.grantsButton}</button>
    </form>
    <h2>${words.signOut}</h2>
    <p class="prose">${words.signOutLead}</p>
    ${buttonForm(path, { says: words.signOut, fields: { act: 'sign-out' } })}`
}

function endings(organizer: Organizer, language: string): Markup {
  const words = wordsFor(language).desk.organizers
  const acts = [
    ...(organizer.state === 'ended' ? [] : [['end', words.endLead, words.end] as const]),
    ['erase', words.eraseLead, words.erase] as const,
  ]
  return html`<h2>${words.others}</h2>
    ${acts.map(
      ([act, lead, says]) =>
        html`<form class="form" method="post" action="${routes.organizer(organizer.id)}">
          <p>${lead}</p>
          ${tickField({ id: `sure-${act}`, name: 'sure', value: 'yes', label: words.sure, on: false })}
          <button class="alarm" name="act" value="${act}">${says}</button>
        </form>`,
    )}`
}
