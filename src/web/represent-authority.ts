import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { dayInWords, momentInWords } from './phrases.ts'
import type { OwnFacts, OwnProof } from './represent-facts.ts'
import type { OwnTyped } from './represent-own-page.ts'
import { factList, lineField, oneButton } from './represent-parts.ts'
import { routes } from './routes.ts'

/** How to show that one may sign: the ways from the best to the last, each with what to do, word for word. */
export function authorityPart(facts: OwnFacts, wrong: OwnTyped | undefined): Markup {
  const { letter, level, link, domain, proof } = facts
  const words = wordsFor(letter.language).represent.authority
  return html`<section id="authority">
    <h2>${words.heading}</h2>
    ${level === 'unverified' ? html`<p>${words.lead}</p>` : html`<p>${words.shown[level]}</p>`} ${whatCame(facts)}
    ${
      level === 'unverified' &&
      (domain === undefined
        ? nameDomain(facts, wrong)
        : proof
          ? ladder(facts, proof)
          : [
              html`<p>${facts.takesMail ? words.ways(domain) : words.waysWithoutMail(domain)}</p>`,
              oneButton(routes.proveSignOn(link), words.begin),
            ])
    }
  </section>`
}

function nameDomain({ link, letter }: OwnFacts, wrong: OwnTyped | undefined): Markup {
  const words = wordsFor(letter.language).represent.authority
  const value = wrong?.typed['domain'] ?? ''
  return html`<p>${words.noDomain}</p>
    <form class="form" method="post" action="${routes.proveSignOn(link)}" novalidate>
      ${lineField({ id: 'domain', label: words.domain, value, errors: wrong?.errors ?? [], kind: 'url' })}
      <button>${words.begin}</button>
    </form>`
}

function whatCame({ evidence, letter, campaign }: OwnFacts): Insertable {
  const words = wordsFor(letter.language).represent.authority
  if (evidence.length === 0) return undefined
  return html`<ul class="plain">
    ${evidence.map(
      ({ level, at, worth }) =>
        html`<li>
          ${words.came[level]}, ${dayInWords(at, campaign.timeZone, letter.language)}: ${words.worth[worth]}
        </li>`,
    )}
  </ul>`
}

function ladder(facts: OwnFacts, proof: OwnProof): Markup {
  const { letter, campaign, link } = facts
  const words = wordsFor(letter.language).represent.authority
  const until = momentInWords(proof.until, campaign.timeZone, letter.language)
  return html`<p>${words.choose} ${words.until(until)}</p>
    ${byMail(facts, proof)}
    <h3>${words.dns}</h3>
    <p>${words.dnsHow(proof.domain)}</p>
    ${factList([
      [words.dnsName, html`<code class="hash">${proof.dns.name}</code>`],
      [words.dnsType, 'TXT'],
      [words.dnsValue, html`<code class="hash">${proof.dns.value}</code>`],
    ])}
    ${lookButton(link, 'dns', words.lookDns)}
    <h3>${words.file}</h3>
    <p>${words.fileHow}</p>
    ${factList([
      [words.fileUrl, html`<code class="hash">${proof.file.url}</code>`],
      [words.fileText, html`<code class="hash">${proof.file.text}</code>`],
    ])}
    ${lookButton(link, 'file', words.lookFile)}
    <h3>${words.call}</h3>
    <p>${words.callHow}</p>`
}

function byMail({ letter, representative }: OwnFacts, proof: OwnProof): Insertable {
  const words = wordsFor(letter.language).represent.authority
  const { inbox, subject, domain, provesByMail } = proof
  if (inbox === undefined) return undefined
  if (!provesByMail)
    return html`<h3>${words.mail}</h3>
      <p>${words.mailProvesNothing(domain)}</p>`
  const isThere = representative.email.toLowerCase().endsWith(`@${domain}`)
  return html`<h3>${words.mail}</h3>
    <p>${words.mailHow(domain)} ${!isThere && words.mailElsewhere(domain)}</p>
    <p><a class="act" href="${mailTo(inbox, subject)}">${words.mailButton}</a></p>
    ${factList([
      [words.mailTo, html`<span class="hash">${inbox}</span>`],
      [words.mailSubject, html`<code class="hash">${subject}</code>`],
    ])}
    <p class="hint">${words.mailHint}</p>`
}

/** A link that opens a mail with its subject written (RFC 6068). */
export function mailTo(inbox: string, subject: string): string {
  return `mailto:${encodeURIComponent(inbox).replace('%40', '@')}?subject=${encodeURIComponent(subject)}`
}

function lookButton(link: string, level: 'dns' | 'file', said: string): Markup {
  return html`<form method="post" action="${routes.lookForProof(link)}">
    <button class="second" name="level" value="${level}">${said}</button>
  </form>`
}
