import { wordsFor, type Words } from '#kernel'
import { html } from '#typeset'
import { layout, type Site } from './layout.ts'
import { routes } from './routes.ts'

/** What can be wrong with a request, or with us. */
export type WebError =
  | 'not-found'
  | 'bad'
  | 'method'
  | 'method-or-post'
  | 'cross-site'
  | 'too-large'
  | 'files-too-large'

const statuses: Readonly<Record<WebError, 400 | 403 | 404 | 405 | 413>> = {
  'not-found': 404,
  bad: 400,
  method: 405,
  'method-or-post': 405,
  'cross-site': 403,
  'too-large': 413,
  'files-too-large': 413,
}

const said = ({ pages, signing }: Words, error: WebError): readonly [title: string, sentence: string] => {
  const words = pages.errors
  switch (error) {
    case 'not-found':
      return [words.notFoundTitle, words.notFound]
    case 'bad':
      return [words.badTitle, words.bad]
    case 'method':
    case 'method-or-post':
      return [words.methodTitle, words.method]
    case 'cross-site':
      return [signing.crossSite.title, signing.crossSite.sentence]
    case 'too-large':
      return [words.tooLargeTitle, words.tooLarge]
    case 'files-too-large':
      return [words.tooLargeTitle, words.filesTooLarge]
    default:
      return error satisfies never
  }
}

/** A plain page that says what is wrong and where to go from here. */
export function errorResponse(error: WebError, site: Site, headers: Readonly<Record<string, string>>): Response {
  const [title, sentence] = said(wordsFor('en'), error)
  return page({ title, sentence, status: statuses[error] }, site, {
    ...headers,
    ...(statuses[error] === 405 ? { Allow: error === 'method' ? 'GET, HEAD' : 'GET, HEAD, POST' } : {}),
  })
}

/** The page for a network that asked for too much at once; says when to come again. */
export function busyResponse(waitSeconds: number, site: Site, headers: Readonly<Record<string, string>>): Response {
  const words = wordsFor('en').pages.errors
  const told = { title: words.busyTitle, sentence: words.busy(waitSeconds), status: 429 }
  return page(told, site, { ...headers, 'Retry-After': String(waitSeconds) })
}

/** The page of a fault: a reference for the operator, nothing else. */
export function faultResponse(reference: string, site: Site, headers: Readonly<Record<string, string>>): Response {
  const words = wordsFor('en').pages.errors
  return page({ title: words.faultTitle, sentence: words.fault(reference), status: 500 }, site, headers)
}

function page(
  { title, sentence, status }: { readonly title: string; readonly sentence: string; readonly status: number },
  site: Site,
  headers: Readonly<Record<string, string>>,
): Response {
  const body = layout(
    {
      title,
      description: sentence,
      language: 'en',
      path: routes.home(),
      trail: [],
      listed: false,
      main: html`<h1>${title}</h1>
        <p class="lead">${sentence}</p>
        <p><a href="${routes.home()}">${wordsFor('en').pages.errors.home}</a></p>`,
    },
    site,
  )
  return new Response(body, {
    status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
