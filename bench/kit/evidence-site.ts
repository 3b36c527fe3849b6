/**
 * The site that the bench of evidence visits, in a process of its own: its memory is not the server's. Tells its port, and
 * stays until its parent leaves.
 */
import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { testSite } from '../../test/kit/site.ts'
import { bigPage, smallPage } from './evidence-pages.ts'

const images = Array.from({ length: 9 }, () => randomBytes(218_000))
const packed = gzipSync(bigPage)
const site = await testSite()
site.answer((request, response) => {
  const path = request.url ?? ''
  const image = images[Number(/^\/i(\d)\.png$/.exec(path)?.[1] ?? -1)]
  if (image) response.writeHead(200, { 'Content-Type': 'image/png' }).end(image)
  else if (path === '/a.css') response.writeHead(200, { 'Content-Type': 'text/css' }).end('p{color:#333}')
  else if (path === '/big')
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' }).end(packed)
  else response.writeHead(200, { 'Content-Type': 'text/html' }).end(smallPage(path))
})
process.on('disconnect', () => process.exit())
process.send?.(site.allowed)
