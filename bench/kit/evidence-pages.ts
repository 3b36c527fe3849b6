/** A page of about 100 KB as text, that needs a style sheet and nine images: 2 MB as sent. */
export const bigPage = `<title>Principles</title><link rel=stylesheet href=/a.css>${Array.from(
  { length: 1500 },
  (_, n) => `<p>Paragraph ${n}: we will not sell scores, says <a href="/${n}">page ${n}</a>.`,
).join('\n')}${Array.from({ length: 9 }, (_, n) => `<img src="/i${n}.png">`).join('')}`

/** A page of 10 KB that says which it is. */
export const smallPage = (path: string): string =>
  `<title>${path}</title><p>On ${path} we said this.${'<p>And much more.'.repeat(600)}`
