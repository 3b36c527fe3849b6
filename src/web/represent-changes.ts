import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { OwnFacts } from './represent-facts.ts'
import type { OwnTyped } from './represent-own-page.ts'
import { lineField } from './represent-parts.ts'
import { routes } from './routes.ts'

/** What a representative may change: corrections, the printed name, who speaks for the organization. */
export function changePart(facts: OwnFacts, wrong: OwnTyped | undefined): Markup {
  const words = wordsFor(facts.letter.language).represent.changes
  return html`<h2>${words.heading}</h2>
    ${corrections(facts)} ${rename(facts, wrong)} ${facts.kind === 'organization' && handOver(facts, wrong)}`
}

function corrections({ link, letter, carries }: OwnFacts): Markup {
  const words = wordsFor(letter.language).represent.changes
  return html`<form method="post" action="${routes.setCarries(link)}">
    <p>${carries ? words.carries : words.carriesNot}</p>
    <input type="hidden" name="carries" value="${carries ? 'no' : 'yes'}" />
    <button class="second">${carries ? words.askMe : words.carryOver}</button>
  </form>`
}

/** Stands open where something is wrong in it. */
function rename({ link, letter, name, wishedName }: OwnFacts, wrong: OwnTyped | undefined): Markup {
  const words = wordsFor(letter.language).represent.changes
  const errors = (wrong?.errors ?? []).filter(({ field }) => field === 'name')
  return html`<details ${errors.length > 0 && html`open`}>
    <summary>${words.rename}</summary>
    ${wishedName !== undefined && html`<p class="note">${words.wished(wishedName)}</p>`}
    <p>${words.renameLead}</p>
    <form class="form" method="post" action="${routes.renameSignOn(link)}" novalidate>
      ${lineField({ id: 'name', label: words.name, value: wrong?.typed['name'] ?? wishedName ?? name, errors })}
      <button class="second">${words.renameButton}</button>
    </form>
  </details>`
}

const successorFields = ['successor', 'role', 'email'] as const

function handOver({ link, letter, successor }: OwnFacts, wrong: OwnTyped | undefined): Insertable {
  const { changes: words, form } = wordsFor(letter.language).represent
  const errors = (wrong?.errors ?? []).filter(({ field }) => successorFields.some((one) => one === field))
  const value = (id: (typeof successorFields)[number]) => wrong?.typed[id] ?? ''
  return html`<details ${errors.length > 0 && html`open`}>
    <summary>${words.handOver}</summary>
    ${successor !== undefined && html`<p class="note">${words.handedOver(successor)}</p>`}
    <p>${words.handOverLead}</p>
    <form class="form" method="post" action="${routes.handOver(link)}" novalidate>
      ${lineField({ id: 'successor', label: words.successor, value: value('successor'), errors })}
      ${lineField({ id: 'role', label: words.successorRole, value: value('role'), errors })}
      ${lineField({ id: 'email', label: words.successorEmail, value: value('email'), errors, hint: form.emailHint, kind: 'email' })}
      <button class="second">${words.handOverButton}</button>
    </form>
  </details>`
}
