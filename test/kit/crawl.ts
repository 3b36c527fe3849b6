/** One answer of a server, as a crawler keeps it. */
export type Crawled = { readonly path: string; readonly status: number; readonly type: string; readonly html: string }

/**
 * Follows every link of a server to itself, from its home page on. Where organizers sign in is a page of theirs, with the
 * script of passkeys.
 */
export async function crawl(url: string): Promise<ReadonlyMap<string, Crawled>> {
  const found = new Map<string, Crawled>()
  const waiting = ['/']
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue
    const answer = await fetch(new URL(path, url), { redirect: 'manual' })
    const type = answer.headers.get('content-type') ?? ''
    const html = type.startsWith('text/html') ? await answer.text() : ''
    if (html === '') await answer.arrayBuffer()
    found.set(path, { path, status: answer.status, type, html })
    for (const [, link = ''] of html.matchAll(/\shref="(\/[^"#]*)/g))
      if (link !== '/organize') waiting.push(link.replaceAll('&amp;', '&'))
  }
  return found
}

/** The pages among what was crawled. */
export function pagesOf(crawled: ReadonlyMap<string, Crawled>): readonly Crawled[] {
  return [...crawled.values()].filter(({ html }) => html !== '')
}
