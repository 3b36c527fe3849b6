import { afterAll, expect, test } from 'vitest'
import { goodLetter, goodNames } from '../../test/kit/hostile-seeds.ts'
import { readingRoomBeside } from './reading-room.ts'

const room = readingRoomBeside()
afterAll(room.close)

/** A form as a browser sends it. */
function formOf(files: Readonly<Record<string, Uint8Array>>) {
  const form = new FormData()
  form.append('letter', 'mend-the-stairs')
  for (const [name, bytes] of Object.entries(files))
    form.append('files', new File([Uint8Array.from(bytes)], name, { type: 'text/plain' }))
  const request = new Response(form)
  return { type: request.headers.get('content-type') ?? '', body: request.body }
}

/** The same bytes, one or a few at a time; `breaksOff` after so many. */
function inPieces(body: ReadableStream<Uint8Array> | null, breaksOff = Number.POSITIVE_INFINITY) {
  return new ReadableStream<Uint8Array>({
    start: async (to) => {
      const bytes = new Uint8Array(await new Response(body).arrayBuffer())
      for (let at = 0; at < bytes.length; at += 7) {
        if (at >= breaksOff) return to.error(new Error('gone'))
        to.enqueue(bytes.slice(at, at + 7))
      }
      to.close()
    },
  })
}

test('a form that comes in pieces is read like one that comes whole', async () => {
  const { type, body } = formOf({ 'last-year.txt': goodLetter.bytes })
  const brought = await room.bringForm({ type, body: inPieces(body) })
  expect(brought?.trouble).toEqual([])
  expect(brought?.fields).toBe('letter=mend-the-stairs')
  expect(brought?.read?.files.map(({ name }) => name)).toEqual(['last-year.txt'])
  expect(brought?.read?.proposal.letters[0]?.signatories.map(({ name }) => name)).toEqual(goodNames)
})

test('of forms that come at the same time, each gets its own files', async () => {
  const names = ['one.txt', 'two.txt', 'three.txt']
  const brought = await Promise.all(
    names.map((name) => {
      const { type, body } = formOf({ [name]: goodLetter.bytes })
      return room.bringForm({ type, body: inPieces(body) })
    }),
  )
  expect(brought.map((one) => one?.read?.files[0]?.name)).toEqual(names)
})

test('where one file cannot be read none is, and each that cannot is told with a sentence', async () => {
  const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47])
  const brought = await room.bringForm(formOf({ 'good.txt': goodLetter.bytes, 'bad.txt': picture }))
  expect(brought?.read).toBeUndefined()
  expect(brought?.trouble).toEqual([
    { name: 'bad.txt', why: 'unreadable', sentence: expect.stringMatching(/^This is a picture.*\.$/u) },
  ])
})

test('a form that breaks off or is no form comes to nothing, and the next is read all the same', async () => {
  const { type, body } = formOf({ 'good.txt': goodLetter.bytes })
  expect(await room.bringForm({ type, body: inPieces(body, 70) })).toBeUndefined()
  expect(await room.bringForm({ type: 'multipart/form-data; boundary=x', body: null })).toBeUndefined()
  expect((await room.bringForm(formOf({ 'good.txt': goodLetter.bytes })))?.read).toBeDefined()
})
