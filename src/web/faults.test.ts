import { expect, test } from 'vitest'
import { connectDatabase } from '#platform'
import { webOn } from '../../test/kit/web.ts'

const unreachable = connectDatabase({
  connectionString: 'postgres://ann:hunter2@127.0.0.1:1/letters?connect_timeout=5',
})

test('while the database is away every page is a 500 that helps, with a reference and nothing of ours or of the visitor', async () => {
  const web = webOn(unreachable)
  for (const path of [
    '/',
    '/c/ann-example',
    '/c/a/b/letter.pdf',
    '/c/a/b?find=ann%40example.org',
    '/sitemap.xml',
    '/health',
  ]) {
    const answer = await web.ask(path)
    expect([path, answer.status]).toEqual([path, 500])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
    const page = await answer.text()
    const reference = /reference: ([2-9a-z]{8})\./.exec(page)?.[1] ?? 'none on the page'
    expect(page).not.toMatch(/hunter2|ECONNREFUSED|127\.0\.0\.1|postgres|node_modules|\.ts\b|ann-example|example\.org/)
    const line = web.journal.at(-1) ?? ''
    expect(line).toContain(reference)
    expect(line).not.toMatch(/hunter2|ann/)
  }
})

test('pages that stand ready are served while the database is away', async () => {
  const web = webOn(unreachable)
  await web.shelf.keep('/c/kept', { text: 'kept' }, async () => ({
    contentType: 'text/html',
    body: 'kept',
    headers: [],
    compress: true,
  }))
  expect(await web.page('/c/kept')).toBe('kept')
  expect(web.journal).toEqual([])
})

test('a fault of an unknown kind is answered the same way', async () => {
  const web = webOn({ read: () => Promise.reject(new TypeError('secret of ann@example.org')) })
  const answer = await web.ask('/')
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('secret')
  expect(web.journal.join()).not.toContain('secret')
})
