import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { fileName, filesAtMost, mediaTypeOf } from '#platform'
import { readPostedForm } from './posted-files.ts'

/** What is read of a request. */
async function read(
  body: NonNullable<RequestInit['body']>,
  headers: Readonly<Record<string, string>> = {},
): ReturnType<typeof readPostedForm> {
  let found: Awaited<ReturnType<typeof readPostedForm>>
  const app = new Hono()
  app.post('/', async (c) => {
    found = await readPostedForm(c)
    return c.text('read')
  })
  await app.fetch(new Request('http://inside.example/', { method: 'POST', body, headers }))
  return found
}

function form(parts: Readonly<Record<string, string | readonly File[]>>): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(parts))
    for (const one of typeof value === 'string' ? [value] : value)
      if (typeof one === 'string') made.append(name, one)
      else made.append(name, one)
  return made
}

test('fields and files of a form come as they were sent, byte for byte; a field in which no file was chosen has none', async () => {
  const bytes = new Uint8Array(300).map((_, index) => index % 256)
  const scan = new File([bytes], 'scan.png', { type: 'image/png' })
  const found = await read(form({ note: 'two\r\nlines', proofs: [scan, scan], other: [new File([], '')] }))
  expect(found?.fields.get('note')).toBe('two\r\nlines')
  expect(found?.files.get('proofs')).toEqual([
    { name: 'scan.png', bytes, mediaType: 'image/png' },
    { name: 'scan.png', bytes, mediaType: 'image/png' },
  ])
  expect([...(found?.files.keys() ?? [])]).toEqual(['proofs'])
})

test('a form of fields alone is read the same; what is no form is not read', async () => {
  expect((await read(new URLSearchParams({ on: '2026-04-01' })))?.fields.get('on')).toBe('2026-04-01')
  const type = { 'Content-Type': 'multipart/form-data; boundary=x' }
  for (const [body, headers] of [
    ['{"a":1}', { 'Content-Type': 'application/json' }],
    ['--y\r\n', type],
    ['--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nbroken off', type],
    ['--x', { 'Content-Type': 'multipart/form-data' }],
  ] as const)
    expect([body, await read(body, headers)]).toEqual([body, undefined])
})

test('a form with too many files, or one that says it is too long, is not read', async () => {
  const many = Array.from({ length: 21 }, (_, n) => new File(['x'], `${n}.txt`))
  expect(await read(form({ proofs: many }))).toBeUndefined()
  expect((await read(form({ proofs: many.slice(1) })))?.files.get('proofs')).toHaveLength(20)
  expect(await read('a=b', { 'Content-Length': String(filesAtMost + 1) })).toBeUndefined()
})

test('nothing is believed of a name or a media type that a browser sends', () => {
  for (const [given, kept] of [
    ['../../etc/passwd', 'passwd'],
    ['C:\\scans\\one.png', 'one.png'],
    ['..', 'file'],
    ['', 'file'],
    ['a\u202Egnp.exe', 'agnp.exe'],
    ['line\r\nSet-Cookie: x.pdf', 'lineSet-Cookie: x.pdf'],
  ] as const)
    expect(fileName(given)).toBe(kept)
  expect([...fileName('ü'.repeat(500))]).toHaveLength(120)
  for (const [given, kept] of [
    ['image/png', 'image/png'],
    ['Text/HTML; charset=x', 'text/html'],
    ['x\r\nSet-Cookie: a', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ] as const)
    expect(mediaTypeOf(given)).toBe(kept)
})
