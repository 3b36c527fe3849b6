import { may } from '#accounts'
import { wordsFor } from '#kernel'
import type { HomeQuestion, SignOnDetail } from '#organizations'
import { html, type Insertable, type Markup } from '#typeset'
import { callBackForm, evidenceHtml, type CallFields } from './board-evidence.ts'
import { boardFramed, seesContacts, shortDay, type BoardPlace, type BoardSaid } from './board-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { lineField } from './write-fields.ts'

/** What the page of one sign-on shows. */
export type SignOnShown = {
  readonly place: BoardPlace
  readonly detail: SignOnDetail
  readonly call: CallFields
  readonly errors: readonly FieldError[]
  readonly said: BoardSaid | undefined
}

/** One sign-on: whether its name is printed and why, who speaks for it, by what evidence, and under which words. */
export function signOnPage(shown: SignOnShown): PersonalPage {
  const { place, detail, errors, said } = shown
  const { visitor, campaign, letter, role } = place
  const words = wordsFor(visitor.language).board
  return boardFramed(place, 'signOns', {
    title: detail.line.name,
    errors,
    said,
    main: html`<h2 class="entry"><bdi>${detail.line.name}</bdi></h2>
      ${standing(shown)} ${doubted(shown)} ${judging(shown)}
      <h3>${words.signOn.representative}</h3>
      ${representative(shown)}
      <h3>${words.signOn.evidence}</h3>
      ${seesContacts(role) ? evidenceHtml(detail.evidence, place, detail.signOn) : html`<p>${words.signOn.hidden}</p>`}
      ${may(role, 'judge-authority') && detail.line.kind === 'organization' && callBack(shown)}
      <h3>${words.signOn.texts}</h3>
      ${texts(shown)}
      <h3>${words.signOn.home}</h3>
      ${home(shown)}
      <h3>${words.signOn.history}</h3>
      ${history(shown)}
      <p class="row">
        <a href="${routes.boardSignOns(campaign.slug, letter.slug)}">${words.signOn.back}</a>
        <a href="${routes.line(campaign.slug, letter.slug, detail.signOn)}">${words.signOn.line}</a>
        ${detail.ask !== undefined && html`<a href="${routes.ask(campaign.slug, letter.slug, detail.ask)}">${words.signOn.ask}</a>`}
      </p>`,
  })
}

/** Whether the name is printed under the words of today; if not, everything that is still missing. */
function standing({ place, detail }: SignOnShown): Markup {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.signOn
  const { state, level, verdict, line } = detail
  const isPrinted = letter.editions.some(({ versions }) => {
    const current = versions.at(-1)?.hash
    return current !== undefined && detail.standing.includes(current)
  })
  if (state === 'withdrawn')
    return html`<p>
      ${words.withdrawn} ${detail.withdrawnAt && shortDay(detail.withdrawnAt, campaign.timeZone, visitor.language)}
    </p>`
  const missing = [
    state === 'pending' && words.missing.pending,
    state === 'considering' && words.missing.considering,
    line.kind === 'organization' && level === 'unverified' && words.missing.evidence,
    verdict === undefined && words.missing.verdict,
    verdict?.kind === 'declined' && words.missing.declined,
    detail.queues.includes('changed') && words.missing.changed,
    detail.awaitsFinal && html`<a href="${routes.finalList(campaign.slug, letter.slug)}">${words.missing.final}</a>`,
  ].filter((one) => one !== false)
  return html`<p>
      ${isPrinted ? words.printed : words.notPrinted} ${wordsFor(visitor.language).board.levelSaid[level]}
    </p>
    ${
      missing.length > 0 &&
      html`<p>${words.missing.lead}</p>
        <ul>
          ${missing.map((one) => html`<li>${one}</li>`)}
        </ul>`
    }
    ${wished({ place, detail })} ${detail.reason !== undefined && html`<p>${words.reason} <q>${detail.reason}</q></p>`}`
}

/** Whoever accepts a name that looks like another has to know it: an accepted name is asked about no more. */
function doubted({ place, detail }: SignOnShown): Insertable {
  if (detail.verdict !== undefined || !detail.queues.includes('names')) return undefined
  const { campaign, letter, visitor } = place
  const words = wordsFor(visitor.language).board.signOn
  return html`<p class="note">
    ${words.doubt} <a href="${routes.names(campaign.slug, letter.slug)}">${words.seeDoubt}</a>
  </p>`
}

/** The representative asks for another spelling: it is tried with one click and taken over with the next. */
function wished({ place, detail }: Pick<SignOnShown, 'place' | 'detail'>): Insertable {
  const { wishedName: name, signOn } = detail
  if (name === undefined) return undefined
  const { campaign, letter, visitor } = place
  const words = wordsFor(visitor.language).board.signOn
  const path = `${routes.line(campaign.slug, letter.slug, signOn)}?name=${encodeURIComponent(name)}`
  return html`<p>
    ${words.wishes} <b><bdi>${name}</bdi></b
    >. ${may(place.role, 'edit-list') && html`<a href="${path}">${words.tryName}</a>`}
  </p>`
}

function judging({ place, detail, errors }: SignOnShown): Insertable {
  if (!may(place.role, 'judge-authority') || detail.state !== 'signed') return undefined
  const { campaign, letter, visitor } = place
  const words = wordsFor(visitor.language).board.signOn
  const isClosed = letter.state === 'closed'
  if (isClosed && detail.verdict?.kind === 'declined') return html`<p class="note">${words.closed}</p>`
  return html`${isClosed && html`<p class="note">${words.closed}</p>`}
    <form
      class="form"
      method="post"
      action="${routes.judgeSignOn(campaign.slug, letter.slug, detail.signOn)}"
      novalidate
    >
      ${lineField({ id: 'reason', label: words.reasonLabel, hint: words.reasonHint, value: '', errors })}
      ${detail.verdict?.kind !== 'accepted' && !isClosed && html`<button name="verdict" value="accepted">${words.accept}</button>`}
      ${detail.verdict?.kind !== 'declined' && html`<button class="second" name="verdict" value="declined">${words.decline}</button>`}
    </form>`
}

function representative({ place, detail }: SignOnShown): Markup {
  const words = wordsFor(place.visitor.language).board.signOn
  if (!detail.representative) return html`<p>${words.forgotten}</p>`
  if (!seesContacts(place.role)) return html`<p>${words.hidden}</p>`
  const { name, role, email, deputyEmail } = detail.representative
  const { domain, carries, mailTrouble } = detail
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.name, name],
    [words.role, role],
    [words.email, email],
    [words.deputy, deputyEmail],
    [words.domain, domain && `${domain.name} (${words.domainFrom[domain.from]})`],
    [words.corrections, carries ? words.carries : words.carriesNot],
  ]
  return html`${mailTrouble && html`<p class="error">${words.cameBack}</p>`}
    <dl class="facts">
      ${facts.map(
        ([label, value]) =>
          value !== undefined &&
          html`<dt>${label}</dt>
            <dd><bdi>${value}</bdi></dd>`,
      )}
    </dl>`
}

function callBack({ place, detail, call, errors }: SignOnShown): Insertable {
  if (detail.state !== 'signed' || place.letter.state === 'closed') return undefined
  const words = wordsFor(place.visitor.language).board.callBack
  return html`<details ${errors.length > 0 && html`open`}>
    <summary>${words.title}</summary>
    ${callBackForm(place, detail.signOn, { fields: call, errors })}
  </details>`
}

/** For each edition the last words that were said yes to, and whether they are those of today. */
function texts({ place, detail }: SignOnShown): Markup {
  const { visitor, campaign, letter } = place
  const { language } = visitor
  const words = wordsFor(language).board.signOn
  const entries = letter.editions.map(({ id, recipient, versions }) => {
    const last = detail.consents.filter(({ edition }) => edition === id).at(-1)
    const current = versions.at(-1)
    if (!last) return html`<li><bdi>${recipient}</bdi>: ${words.notTicked}</li>`
    const isCurrent = last.hash === current?.hash
    return html`<li>
      <bdi>${recipient}</bdi>: ${words.version(last.number)}, ${words.how[last.how]}
      ${shortDay(last.at, campaign.timeZone, language)}${!isCurrent && current && html` · <b>${words.now(current.number)}</b>`}
    </li>`
  })
  return html`<ul>
    ${entries}
  </ul>`
}

function home(shown: SignOnShown): Markup {
  const words = wordsFor(shown.place.visitor.language).board.signOn
  const { home: questions } = shown.detail
  if (questions.length === 0) return html`<p>${words.noHome}</p>`
  if (!seesContacts(shown.place.role)) return html`<p>${words.hidden}</p>`
  return html`<ul>
    ${questions.map((question) => asked(question, shown))}
  </ul>`
}

function asked({ askedAt, answers }: HomeQuestion, { place }: SignOnShown): Markup {
  const { visitor, campaign } = place
  const words = wordsFor(visitor.language).board.signOn
  const day = (at: Date) => shortDay(at, campaign.timeZone, visitor.language)
  return html`<li>
    ${words.askedHome} ${day(askedAt)}${answers.length === 0 && `: ${words.noAnswer}`}
    ${
      answers.length > 0 &&
      html`<ul>
        ${answers.map(
          (one) =>
            html`<li>
              <bdi>${one.name}</bdi>: ${words.answers[one.answer]},
              ${day(one.at)}${one.words !== undefined && html` <q>${one.words}</q>`}
            </li>`,
        )}
      </ul>`
    }
  </li>`
}

function history({ place, detail }: SignOnShown): Markup {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.signOn
  return html`<ol>
    ${detail.history.map(({ at, what, version }) => {
      const edition = version && letter.editions.find(({ id }) => id === version.edition)
      return html`<li>
        ${shortDay(at, campaign.timeZone, visitor.language)}:
        ${words.happened[what]}${version && edition && html` (<bdi>${edition.recipient}</bdi>, ${words.version(version.number)})`}
      </li>`
    })}
  </ol>`
}
