import { expect, test } from 'vitest'
import { cssUrls, rewriteCss } from './css.ts'
import { charactersOf, unpacked } from './decode.ts'
import { findParts, readSrcset } from './find-parts.ts'
import { plainLines, textOfFile, textOfHtml } from './page-text.ts'
import { brotliCompressSync, gzipSync } from 'node:zlib'

test('the words of a page are read as a reader without scripts sees them, block by block', () => {
  const html = `<!doctype html><title>Halden: our  principles</title><style>p{content:"no"}</style>
    <body><nav><a href=/a>Home</a><a href=/b>News</a></nav><script>document.write('<p>no</p>')</script>
    <p>We have chosen <b>not</b> to offer&nbsp;this &mdash; before\n<i>im</i>portant questions.<br>Second line<template><p>no</p></template>
    <noscript><p>Seen without scripts.</p></noscript><ul><li>One<li>Two</ul><textarea>typed</textarea><!-- no -->`
  expect(textOfHtml(html).split('\n')).toEqual([
    'Halden: our principles',
    'HomeNews',
    'We have chosen not to offer this \u2014 before important questions.',
    'Second line',
    'Seen without scripts.',
    'One',
    'Two',
    'typed',
  ])
})

test('a page that is made to be slow to read or deep is read in one pass', () => {
  const deep = '<div>'.repeat(200_000) + 'here' + '<b><i><a>'.repeat(50_000)
  expect(textOfHtml(deep)).toBe('here')
})

test('characters are read as the server, the file or the page itself says they are spelled', () => {
  const latin = Buffer.from('caf\u00e9', 'latin1')
  expect(charactersOf(latin, 'text/plain; charset=ISO-8859-1')).toBe('caf\u00e9')
  expect(charactersOf(latin, 'text/plain')).toBe('caf\u00e9')
  expect(charactersOf(Buffer.from('\uFEFFcaf\u00e9', 'utf16le'), 'text/plain')).toBe('caf\u00e9')
  expect(charactersOf(Buffer.from('caf\u00e9'), 'text/html; charset=no-such-thing')).toBe('caf\u00e9')
  const own = Buffer.from('<meta charset="windows-1251">\xcf\xf0\xe8\xe2\xe5\xf2', 'latin1')
  expect(charactersOf(own, 'text/html')).toContain('\u041f\u0440\u0438\u0432\u0435\u0442')
  expect(textOfFile('x', 'application/pdf')).toBeUndefined()
  expect(plainLines(' a\0 \r\n\n b\u2028c ')).toBe('a\nb\nc')
})

test('content is unpacked as it was packed, and what blows itself up is not', () => {
  const plain = Buffer.from('words '.repeat(100))
  expect(unpacked(gzipSync(plain), ['gzip'])).toEqual(plain)
  expect(unpacked(brotliCompressSync(gzipSync(plain)), ['gzip, br'])).toEqual(plain)
  expect(unpacked(plain, ['identity'])).toEqual(plain)
  expect(unpacked(gzipSync(Buffer.alloc(40_000_000)), ['gzip'])).toBe('too-long')
  expect(unpacked(plain, ['gzip'])).toBe('broken')
  expect(unpacked(plain, ['zstd'])).toBe('broken')
  expect(unpacked(plain, ['gzip, gzip, gzip'])).toBe('broken')
})

test('what a page needs to look like itself is found, whatever its addresses are relative to', () => {
  const html = `<base href="/deep/"><base href="https://evil-press.net/"><link rel="preload stylesheet" href=a.css><link rel=canonical href=no>
    <img src=b.png srcset="c,1.png 2x, d.png 100w,,e.png"><div style="background:url( 'f.png' )"></div><style>@import "g.css"; p{background:URL(h.png)}</style>
    <img src="data:image/png;base64,AAAA"><img src="file:///etc/passwd"><script src=no.js></script><iframe src=no.html></iframe><video poster=i.png src=no.mp4>`
  const parts = findParts(html, 'https://halden.example.org/page?q=1')
  expect(parts.map(({ url, kind }) => `${kind} ${url.replace('https://halden.example.org/deep/', '')}`)).toEqual([
    'style a.css',
    'style g.css',
    'image b.png',
    'image c,1.png',
    'image d.png',
    'image e.png',
    'image f.png',

    'image h.png',
    'image i.png',
  ])
  expect(readSrcset('a.png, b.png 2x')).toEqual([
    { url: 'a.png', size: '' },
    { url: 'b.png', size: '2x' },
  ])
})

test('addresses in style sheets are found and changed, in comments and strings they are not', () => {
  const css = `@charset "utf-8"; @import 'a.css' screen; @import url(b.css); /* url(no.png) */ p::before{content:"url(no.png)"}
    a{background:url("c\\"d.png"),url(  e.png  )} i{background:u\\72l(hidden.png)} b{background:url(f\\29.png)`
  expect(cssUrls(css).map(({ url, isStyle }) => `${isStyle ? 'style' : 'image'} ${url}`)).toEqual([
    'style a.css',
    'style b.css',
    'image c"d.png',
    'image e.png',
    'image f).png',
  ])
  const rewritten = rewriteCss(css, (url) => (url === 'e.png' ? './7' : undefined))
  expect(rewritten).toContain('url("./7")')
  expect(rewritten).not.toMatch(/a\.css|b\.css|c\\"d/)
  expect(rewriteCss('a{background:url(x)}', () => '"<\n')).toBe('a{background:url("%22%3C%0A")}')
})
