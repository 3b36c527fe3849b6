import { directionOf, wordsFor } from '#kernel'
import { html, raw, type Insertable, type Markup } from '#typeset'
import { routes } from './routes.ts'
import { styles } from './styles.ts'

/** What every page knows of the server it stands on. */
export type Site = {
  /** Where the public reaches this server, without a slash at the end; absolute links start with it. */
  readonly publicUrl: string
}

/** One page before it gets its frame. */
export type Page = {
  readonly title: string
  readonly description: string
  readonly language: string
  /** The path readers should cite. */
  readonly path: string
  /** Path of the image shown where the page is shared. */
  readonly card?: string
  /** Links from the home page to here. */
  readonly trail: readonly { readonly name: string; readonly path: string }[]
  readonly main: Markup
  /** Atom feeds that tell what changes here. */
  readonly feeds?: readonly { readonly title: string; readonly path: string }[]
  /** Whether search engines may list it. */
  readonly listed: boolean
  /** For one person alone: its address is a secret, so the page does not say it anywhere. */
  readonly personal?: true
  /** What stands at the foot instead of what every other page says there. */
  readonly footer?: string
  /** A quiet way from the foot to a page for others than readers. */
  readonly footLink?: { readonly name: string; readonly path: string }
  /** The page has a script: its foot must not say that it needs none. */
  readonly hasScript?: true
  /** Path of the style sheet that stands in a file of its own, instead of the styles in the page; its headers must allow it. */
  readonly sheet?: string
  /** The styles in the page, where they are others than most pages have; its headers must allow them. */
  readonly styles?: string
}

/** The whole document: one file, styles inside unless it names its sheet, no script, nothing from anywhere else. */
export function layout(page: Page, site: Site): string {
  const words = wordsFor(page.language).pages
  const document: Insertable = html`<!doctype html>
    <html lang="${page.language}" dir="${directionOf(page.language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${page.title}</title>
        <meta name="description" content="${page.description}" />
        ${!page.listed && html`<meta name="robots" content="noindex" />`} ${!page.personal && shared(page, site)}
        <link rel="icon" href="data:," />
        ${page.sheet === undefined ? raw(`<style>${page.styles ?? styles}</style>`) : html`<link rel="stylesheet" href="${page.sheet}" />`}
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        <header class="top"><a class="mark" href="${routes.home()}">${words.siteName}</a>${trail(page)}</header>
        <main id="main">${page.main}</main>
        <footer class="foot">
          <p>${page.footer ?? (page.hasScript ? words.footerOfScript : words.footer)}</p>
          ${page.footLink && html` <p><a href="${page.footLink.path}">${page.footLink.name}</a></p>`}
        </footer>
      </body>
    </html>`
  return document.toString()
}

/** What those read who link to the page. */
function shared(page: Page, site: Site): Markup {
  const absolute = (path: string) => `${site.publicUrl}${path}`
  const image = page.card && [
    html`<meta property="og:image" content="${absolute(page.card)}" />`,
    html`<meta property="og:image:width" content="1200" /><meta property="og:image:height" content="630" />`,
  ]
  const feeds = page.feeds?.map(
    ({ title, path }) => html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${path}" />`,
  )
  return html`<link rel="canonical" href="${absolute(page.path)}" /> ${feeds}
    <meta property="og:type" content="article" />
    <meta property="og:site_name" content="${wordsFor(page.language).pages.siteName}" />
    <meta property="og:title" content="${page.title}" />
    <meta property="og:description" content="${page.description}" />
    <meta property="og:url" content="${absolute(page.path)}" />
    <meta property="og:locale" content="${page.language.replace('-', '_')}" />
    ${image}`
}

function trail(page: Page): Insertable {
  if (page.trail.length === 0) return undefined
  const words = wordsFor(page.language).pages
  return html`<nav class="trail" aria-label="${words.trail}">
    ${page.trail.map((step, index) => [index > 0 ? ' › ' : '', html`<a href="${step.path}">${step.name}</a>`])}
  </nav>`
}
