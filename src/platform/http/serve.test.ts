import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { pageShelf } from './page-shelf.ts'
import { serve, type Handler, type Listening } from './serve.ts'

const shelf = pageShelf(1e6)

async function listening(handler: Handler): Promise<Listening> {
  const house = await serve({ host: '127.0.0.1', port: 0, shelf, handlerFor: () => handler, onError: () => {} })
  onTestFinished(() => house.close(0))
  return house
}

test('whoever sends headers slower than 10 s or a request slower than 30 s is cut off: the limits are set', async () => {
  const seen: Server[] = []
  const hear = (message: unknown) => {
    if (typeof message === 'object' && message !== null && 'server' in message && message.server instanceof Server)
      seen.push(message.server)
  }
  subscribe('http.server.request.start', hear)
  onTestFinished(() => void unsubscribe('http.server.request.start', hear))
  const house = await listening(() => new Response('hello'))
  expect(await (await fetch(house.url)).text()).toBe('hello')
  expect(seen.map(({ headersTimeout, requestTimeout }) => ({ headersTimeout, requestTimeout }))).toEqual([
    { headersTimeout: 10_000, requestTimeout: 30_000 },
  ])
})

test('a page on the shelf is answered before the handler, exactly as the handler would answer it', async () => {
  let asked = 0
  const house = await listening(() => {
    asked += 1
    return new Response('handler')
  })
  await shelf.keep('/kept', { text: 'one' }, async () => ({
    contentType: 'text/plain',
    body: 'kept',
    headers: [['X-A', 'b']],
    compress: true,
  }))
  const answer = await fetch(`${house.url}/kept`, { headers: { 'Accept-Encoding': 'br' } })
  expect([answer.headers.get('content-encoding'), answer.headers.get('x-a'), await answer.text()]).toEqual([
    'br',
    'b',
    'kept',
  ])
  const again = await fetch(`${house.url}/kept`, {
    headers: { 'Accept-Encoding': 'br', 'If-None-Match': answer.headers.get('etag') ?? '' },
  })
  expect([again.status, again.headers.get('vary')]).toEqual([304, 'Accept-Encoding'])
  expect(asked).toBe(0)
  for (const [path, method] of [
    ['/kept', 'POST'],
    ['/kept?x', 'GET'],
  ] as const)
    expect(await (await fetch(house.url + path, { method })).text()).toBe('handler')
})

test('the handler is told the address of the connection', async () => {
  const house = await listening((_request, { remoteAddress }) => new Response(remoteAddress))
  expect(await (await fetch(house.url)).text()).toBe('127.0.0.1')
})

test('a port that is taken is a fault that says which setting to change', async () => {
  const house = await listening(() => new Response('first'))
  const port = Number(new URL(house.url).port)
  await expect(
    serve({ host: '127.0.0.1', port, shelf, handlerFor: () => () => new Response('second'), onError: () => {} }),
  ).rejects.toMatchObject({
    code: 'config-invalid',
    message: expect.stringContaining('set PORT'),
  })
})

test('closing lets a running answer end, takes no new one, and cuts what does not end in time', async () => {
  let release: () => void = () => {}
  const begun = Promise.withResolvers<void>()
  const house = await listening(
    (request) =>
      new Promise((resolve) => {
        if (new URL(request.url).pathname === '/never') return
        release = () => resolve(new Response('ended well'))
        begun.resolve()
      }),
  )
  const running = fetch(`${house.url}/slow`)
  const never = fetch(`${house.url}/never`)
  await begun.promise
  const closed = house.close(1000)
  await expect(fetch(house.url)).rejects.toThrow()
  release()
  expect(await (await running).text()).toBe('ended well')
  await expect(never).rejects.toThrow()
  await closed
})
