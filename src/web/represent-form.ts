import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { JoinFacts } from './represent-facts.ts'
import { joinNames, type JoinFields, type JoinText } from './represent-fields.ts'
import { errorOf, lineField, tickBox, type LineField } from './represent-parts.ts'
import { textAnchor } from './represent-texts.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** The form of a representative as it is to be shown. */
export type ShownJoin = {
  readonly facts: JoinFacts
  readonly fields: JoinFields
  readonly errors: readonly FieldError[]
  /** Names on the list that can be taken for the one that was typed, if that is still to be answered. */
  readonly alike: readonly string[]
}

/** The one form of a link: for an organization, or for a person who signs with an affiliation. */
export function joinForm(shown: ShownJoin): Markup {
  const { facts, fields } = shown
  const words = wordsFor(facts.letter.language).represent.form
  const isPerson = fields.kind === 'person'
  const name = fields.name.trim()
  return html`<form class="form" id="form" method="post" action="${routes.join(facts.link)}" novalidate>
    ${editionTicks(shown)} ${isPerson ? personFields(shown) : organizationFields(shown)} ${question(shown)}
    <p class="hint">${words.lineHint}</p>
    <button class="second" formaction="${routes.joinLine(facts.link)}">${words.seeLine}</button>
    ${isPerson ? personContact(shown) : representativeFields(shown)} ${consents(shown)} ${hidden(fields)}
    <button name="${joinNames.act}" value="sign">
      ${isPerson ? words.signPerson : name === '' ? words.signAny : words.sign(name)}
    </button>
    ${
      !isPerson &&
      html`<p class="hint">${words.homeHint}</p>
        <button class="second" name="${joinNames.act}" value="home">${words.home}</button>`
    }
    <p class="small quiet">
      ${words.after}
      <a href="${routes.joinPrivacy(facts.link)}">${wordsFor(facts.letter.language).signing.form.privacy}</a>
    </p>
  </form>`
}

function field({ fields, errors }: ShownJoin, id: JoinText, more: Omit<LineField, 'id' | 'value' | 'errors'>): Markup {
  return lineField({ id, value: fields[id], errors, ...more })
}

function organizationFields(shown: ShownJoin): readonly Insertable[] {
  const words = wordsFor(shown.facts.letter.language).represent.form
  return [
    field(shown, 'name', { label: words.name, hint: words.nameHint, autocomplete: 'organization' }),
    groupChoice(shown),
  ]
}

function representativeFields(shown: ShownJoin): readonly Markup[] {
  const words = wordsFor(shown.facts.letter.language).represent.form
  const deputy = { label: words.deputy, hint: words.deputyHint, kind: 'email' } as const
  return [
    html`<h3>${words.you}</h3>`,
    field(shown, 'representative', { label: words.representative, autocomplete: 'name' }),
    field(shown, 'role', { label: words.role, hint: words.roleHint, autocomplete: 'organization-title' }),
    field(shown, 'email', { label: words.email, hint: words.emailHint, autocomplete: 'email', kind: 'email' }),
    field(shown, 'deputy', deputy),
    field(shown, 'domain', { label: words.domain, hint: words.domainHint, kind: 'url' }),
  ]
}

function personFields(shown: ShownJoin): readonly Insertable[] {
  const words = wordsFor(shown.facts.letter.language).represent.form
  const affiliation = { label: words.affiliation, hint: words.affiliationHint, autocomplete: 'organization' }
  return [
    field(shown, 'name', { label: words.personName, hint: words.nameHint, autocomplete: 'name' }),
    field(shown, 'title', { label: words.title, autocomplete: 'organization-title' }),
    field(shown, 'affiliation', affiliation),
    groupChoice(shown),
  ]
}

function personContact(shown: ShownJoin): Markup {
  const words = wordsFor(shown.facts.letter.language).represent.form
  return field(shown, 'email', {
    label: words.email,
    hint: words.personEmailHint,
    autocomplete: 'email',
    kind: 'email',
  })
}

/** A letter to one recipient needs no choice; several are ticked one by one, and none is ticked for anybody. */
function editionTicks({ facts, fields, errors }: ShownJoin): Insertable {
  const words = wordsFor(facts.letter.language).represent.form
  if (facts.editions.length === 1)
    return facts.editions.map(({ slug }) => html`<input type="hidden" name="${joinNames.edition}" value="${slug}" />`)
  const wrong = errors.some((one) => one.field === 'editions')
  return html`<fieldset class="ticks${wrong && ' wrong'}">
    <legend>${words.editions}</legend>
    ${errorOf(errors, 'editions')}
    ${facts.editions.map(({ slug, recipientName }, index) => {
      // The first by the name of them all, so that an error can lead to it.
      const id = index === 0 ? 'editions' : `edition-${slug}`
      const label = html`${words.edition(recipientName)}`
      const on = fields.editions.includes(slug)
      return html`${tickBox({ id, name: joinNames.edition, value: slug, on, invalid: wrong && index === 0 }, label)}`
    })}
    <p class="hint"><a href="#${textAnchor(facts.editions[0]?.slug ?? '')}">${words.readThem}</a></p>
  </fieldset>`
}

function groupChoice({ facts, fields }: ShownJoin): Insertable {
  if (facts.list.headings.length === 0) return undefined
  const words = wordsFor(facts.letter.language).represent.form
  return html`<div class="field">
    <label for="group">${words.group}</label>
    <p class="hint" id="group-hint">${words.groupHint}</p>
    <select id="group" name="group" aria-describedby="group-hint">
      <option value="">${words.noGroup}</option>
      ${facts.list.headings.map((one) => html`<option value="${one}" ${one === fields.group && html`selected`}>${one}</option>`)}
    </select>
  </div>`
}

/** A name that looks like one on the list is not refused: whoever typed it knows best, and organizers look as well. */
function question({ facts, fields, alike, errors }: ShownJoin): Insertable {
  if (alike.length === 0) return undefined
  const words = wordsFor(facts.letter.language).represent.alike
  const wrong = errors.some((one) => one.field === 'another')
  return html`<fieldset class="ticks${wrong && ' wrong'}">
    <legend>${words.legend}</legend>
    ${errorOf(errors, 'another')}
    <ul>
      ${alike.map((one) => html`<li><bdi>${one}</bdi></li>`)}
    </ul>
    <p class="hint">${words.hint}</p>
    ${tickBox({ id: 'another', name: 'another', value: fields.name.trim(), on: false, invalid: wrong }, words.another(fields.name.trim()))}
  </fieldset>`
}

function consents({ facts, fields, errors }: ShownJoin): Markup {
  const words = wordsFor(facts.letter.language).represent.form
  const wrong = errors.some((one) => one.field === 'consent')
  const isPerson = fields.kind === 'person'
  return html`<fieldset class="ticks${wrong && ' wrong'}">
    <legend>${words.consents}</legend>
    ${errorOf(errors, 'consent')}
    ${tickBox(
      { id: 'consent', name: joinNames.consent, value: 'yes', on: fields.agrees, invalid: wrong },
      isPerson ? words.personConsent : words.consent,
    )}
    ${tickBox(
      { id: 'carries', name: joinNames.carries, value: 'yes', on: fields.carries },
      isPerson ? words.personCarries : words.carries,
    )}
    <p class="hint">${words.carriesHint}</p>
  </fieldset>`
}

/** Which texts were on the screen, who signs, and what was said of a name that is like another. */
function hidden({ read, kind, another }: JoinFields): Markup {
  return html`${[...read].map(([slug, hash]) => html`<input type="hidden" name="${joinNames.read}${slug}" value="${hash}" />`)}<input
      type="hidden"
      name="${joinNames.kind}"
      value="${kind}"
    />${another !== '' && html`<input type="hidden" name="another" value="${another}" />`}`
}
