import { wordsFor } from '#kernel'
import type { KeptMail } from '#platform'
import { html, type Insertable } from '#typeset'
import type { Site } from './layout.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'

const language = 'en'

/** What stands in the development mailbox, newest first. */
export function devMailboxPage(mails: readonly KeptMail[]): PersonalPage {
  const words = wordsFor(language).signing.devMail
  return {
    title: words.title,
    language,
    main: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${mails.length === 0 && html`<p>${words.empty}</p>`}
      <ul class="plain">
        ${mails.map(
          (mail) =>
            html`<li>
              <a class="entry" href="${routes.devMailNumber(mail.number)}">${mail.subject}</a>
              <p class="meta">${words.to} <bdi>${mail.to}</bdi></p>
            </li>`,
        )}
      </ul>`,
  }
}

/** One mail as its reader would see it; links into this server can be followed. */
export function devMailPage(mail: KeptMail, site: Site): PersonalPage {
  const words = wordsFor(language).signing.devMail
  const attached = mail.attachments ?? []
  return {
    title: mail.subject,
    language,
    trail: [{ name: words.title, path: routes.devMail() }],
    main: html`<h1>${mail.subject}</h1>
      <p class="meta">${words.to} <bdi>${mail.to}</bdi></p>
      <pre class="mail">${linked(mail, site)}</pre>
      ${attached.length > 0 && html`<p class="meta">${words.attachments}: ${attached.map(({ name }) => name).join(', ')}</p>`}`,
  }
}

function linked({ text, links }: KeptMail, { publicUrl }: Site): Insertable {
  const ours = links.filter((link) => link.startsWith(`${publicUrl}/`))
  let rest = text
  const told: Insertable[] = []
  for (const link of ours) {
    const at = rest.indexOf(link)
    if (at < 0) continue
    told.push(rest.slice(0, at), html`<a href="${link.slice(publicUrl.length)}">${link}</a>`)
    rest = rest.slice(at + link.length)
  }
  return [...told, rest]
}
