import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { postText } from './post-text.ts'

async function serverOf(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

test('a text is posted, and the answer comes with its status and kind', async () => {
  const url = await serverOf((request, response) => {
    response.writeHead(409, { 'Content-Type': 'text/x.tlog.size' })
    void text(request).then((body) => response.end(`${request.method} ${body}`))
  })
  expect(await postText(url, 'old 1')).toEqual({
    status: 409,
    contentType: 'text/x.tlog.size',
    text: 'POST old 1',
  })
})

test('a redirect is an answer like another, a long answer is cut off, and nobody there is no answer', async () => {
  const url = await serverOf((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { Location: '/' }).end()
    else response.end('x'.repeat(200_000))
  })
  expect((await postText(`${url}/moved`, ''))?.status).toBe(302)
  expect((await postText(url, '', 1000))?.text).toBe('x'.repeat(1000))
  expect(await postText('http://127.0.0.1:9/', '')).toBeUndefined()
  expect(await postText('no address', '')).toBeUndefined()
})
