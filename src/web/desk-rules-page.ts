import { may, twoPersonActs, type TwoPersonAct } from '#accounts'
import { wordsFor, type OrganizerId, type Words } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { buttonForm, deskFramed } from './desk-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { dayInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** What came of a button on the page, by the name of its sentence. */
export type RulesSaid = keyof Words['desk']['rules']['said']

/** Somebody proposed to lift a rule. */
export type Lifting = { readonly by: OrganizerId; readonly name: string; readonly since: Date }

/** Everything on the page of a campaign's rules. */
export type RulesFacts = InCampaign & {
  readonly rules: ReadonlySet<TwoPersonAct>
  readonly liftings: ReadonlyMap<string, Lifting>
  readonly said: RulesSaid | undefined
}

/** Which acts need two people in a campaign; for leads, the buttons that change it. */
export function rulesPage(facts: RulesFacts): PersonalPage {
  const { desk } = wordsFor(facts.visitor.language)
  const words = desk.rules
  return deskFramed(facts, {
    heading: words.title,
    said: facts.said && words.said[facts.said],
    main: html`<p class="lead">${words.lead}</p>
      ${twoPersonActs.map((act) => rule(act, facts))}
      ${!may(facts.role, 'set-rule') && html`<p class="quiet">${words.onlyLeads}</p>`}`,
  })
}

function rule(act: TwoPersonAct, facts: RulesFacts): Markup {
  const { desk } = wordsFor(facts.visitor.language)
  const words = desk.rules
  return html`<section aria-labelledby="${act}">
    <h2 id="${act}">${desk.acts[act]}</h2>
    <p>${facts.rules.has(act) ? html`<strong>${words.needsTwo}</strong>` : words.needsOne} ${words.who[act]}</p>
    ${may(facts.role, 'set-rule') && buttons(act, facts)}
  </section>`
}

function buttons(act: TwoPersonAct, { campaign, visitor, rules, liftings }: RulesFacts): Insertable {
  const { desk } = wordsFor(visitor.language)
  const words = desk.rules
  const about = words.for(desk.acts[act])
  const button = (wish: string, says: string, isSecond = true) =>
    buttonForm(routes.rules(campaign.slug), { says, about, fields: { act, wish }, isSecond })
  if (!rules.has(act)) return button('set', words.set)
  const lifting = liftings.get(act)
  if (!lifting) return button('propose', words.propose)
  const day = dayInWords(lifting.since, campaign.timeZone, visitor.language)
  return html`<p class="note"><bdi>${words.waiting(lifting.name, day)}</bdi></p>
    <div class="row">
      ${
        lifting.by === visitor.organizer
          ? button('refuse', words.takeBack)
          : [button('lift', words.approve, false), button('refuse', words.refuse)]
      }
    </div>`
}
