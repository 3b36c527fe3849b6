import { wordsFor } from '#kernel'
import type { LetterSheet } from './sheet.ts'
import { stateLine } from './sheet-lines.ts'

/** A CSS string that holds any text (CSS Syntax, section 4.3.7): nothing in it can end the string, or the element it stands in. */
function cssString(text: string): string {
  const escaped = text.replace(/[^A-Za-z0-9 .,:]/gu, (one) => `\\${(one.codePointAt(0) ?? 0).toString(16)} `)
  return `"${escaped}"`
}

/** The foot of every printed page: which text this is, and which page of how many. */
function pageFoot(sheet: LetterSheet): string {
  const numbers = wordsFor(sheet.text.language)
    .sheet.pageOf('{page}', '{pages}')
    .split(/(\{pages?\})/)
    .map((part) => (part === '{page}' ? 'counter(page)' : part === '{pages}' ? 'counter(pages)' : cssString(part)))
  const [size, small] = [sheet.paper === 'a4' ? 'A4' : 'letter', 'font: 6.8pt/1.3 var(--sans); color: #55524a;']
  return `@page{size:${size};margin:18mm 16mm 20mm;
@bottom-left{content:${cssString(stateLine(sheet))};${small}text-align:left;width:85%}
@bottom-right{content:${numbers.join(' ')};${small}text-align:right;width:15%}}`.replaceAll('var(--sans)', sansStack)
}

const serifStack = '"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Georgia,serif'
const sansStack = 'system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif'

const screen = `:root{color-scheme:light dark;--paper:#fdfcf8;--ink:#1c1b19;--quiet:#55524a;--rule:#d9d4c7;--accent:#0b4f6c;--alarm:#9b2c1d}
@media (prefers-color-scheme:dark){:root{--paper:#16181a;--ink:#e9e6dd;--quiet:#b3afa3;--rule:#3a3d40;--accent:#7cc4e0;--alarm:#f0a094}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 ${serifStack};font-variant-numeric:oldstyle-nums;overflow-wrap:break-word}
main,footer{max-width:68rem;margin:0 auto;padding:2.5rem 1.25rem 0}
footer{padding-block:1.5rem 2.5rem}
.text{max-width:40rem}
p{margin:0 0 1rem}
h1{font-size:2rem;line-height:1.2;font-weight:650;margin:0 0 2rem;text-wrap:balance}
h2{font-size:1.125rem;font-weight:650;margin:2rem 0 .5rem}
h3{font:650 1rem/1.4 ${sansStack};color:var(--accent);border-top:1px solid var(--rule);padding-top:.5rem;margin:2rem 0 .75rem}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:.06em}
.date{margin-bottom:2rem}.salutation{margin-top:2rem}
.copies{font-size:1rem;color:var(--quiet)}
.lost{text-decoration:underline dotted;text-underline-offset:.15em}
blockquote{margin:1.5rem 2rem}
.text ul,.text ol{padding-inline-start:1.5rem}.text li{margin-bottom:.35rem}
.letterhead{display:none}
.signatories{margin-top:1rem}
.names{list-style:none;margin:0;padding:0;columns:3 15rem;column-gap:2rem;font-size:1rem;line-height:1.4}
.names li{break-inside:avoid;padding:0 0 .4rem;padding-inline-start:1rem;text-indent:-1rem}
.heavy bdi{font-weight:650}
.names span,.remark,.sources,.state{font-family:${sansStack};font-size:.875rem;color:var(--quiet);font-variant-numeric:lining-nums}
.sources{margin-top:2.5rem}.sources ol{padding-inline-start:1.5rem}
.state{margin:0;overflow-wrap:anywhere}
.draft{color:var(--alarm);font-weight:650;margin-bottom:1.5rem}
@media (min-width:64rem){
.first:has(.letterhead){display:grid;grid-template-columns:13rem minmax(0,40rem);column-gap:3rem}
.letterhead{display:block;grid-column:1;grid-row:1;font:.78125rem/1.35 ${sansStack};color:var(--quiet);border-inline-end:1px solid var(--rule);padding-inline-end:1rem}
.first:has(.letterhead) .text{grid-column:2;grid-row:1}
.letterhead ul{list-style:none;margin:0;padding:0}
.letterhead li{padding:0 0 .35rem;padding-inline-start:.75rem;text-indent:-.75rem}
.letterhead .more{text-indent:0;padding-inline-start:0;color:var(--ink)}}`

const print = `@media print{
:root{--paper:#fff;--ink:#1c1b19;--quiet:#55524a;--rule:#d9d4c7;--accent:#0b4f6c;--alarm:#9b2c1d}
body{font-size:10.6pt;line-height:1.42;background:none}
main,footer{max-width:none;padding:0}footer{margin-top:18pt}.state{font-size:6.8pt}
p,h1,h2{orphans:3;widows:3}h1,h2,h3,.remark,.salutation,.closing{break-after:avoid}
h1{font-size:17pt;margin-bottom:18pt}h2{font-size:11pt}
.first:has(.letterhead){display:grid;grid-template-columns:40mm minmax(0,1fr);column-gap:10mm}
.first:has(.letterhead) .text{grid-column:2;grid-row:1}
.text{max-width:125mm}.first:not(:has(.letterhead)) .text{margin:0 auto}
.letterhead{display:block;grid-column:1;grid-row:1;font:7.4pt/1.2 ${sansStack};color:var(--quiet);border-inline-end:.5pt solid var(--rule);padding-inline-end:4mm}
.letterhead ul{list-style:none;margin:0;padding:0}
.letterhead li{padding:0 0 2.7pt;padding-inline-start:7pt;text-indent:-7pt;break-inside:avoid}
.letterhead .more{text-indent:0;padding-inline-start:0;color:var(--ink)}
.names{columns:3;column-gap:6mm;font-size:9pt;line-height:1.2}
.names li{padding-bottom:3.4pt;padding-inline-start:9pt;text-indent:-9pt}
h3{font-size:9pt;margin:12pt 0 6pt;padding-top:4pt}
.names span,.remark,.sources{font-size:7.6pt}.remark{margin-bottom:6pt}
.date{margin-bottom:18pt}.salutation{margin-top:18pt}.closing{margin-top:18pt}
a{text-decoration-thickness:.45pt}}`

/** Faint and large across every page of a draft, on paper as on the screen; behind the words. */
const draftMark = ({ text, state }: LetterSheet): string =>
  state.kind === 'draft'
    ? `body{position:relative}body::before{content:${cssString(wordsFor(text.language).sheet.draftMark)};position:fixed;inset:0;z-index:-1;display:grid;place-items:center;font:600 min(30vw,150pt)/1 ${serifStack};color:color-mix(in srgb,var(--rule) 45%,transparent);transform:rotate(-35deg);pointer-events:none}
html{background:var(--paper)}body{background:none;z-index:0}
`
    : ''

/** The styles of an edition as a file of its own: read on a screen of any width, and printed as the letter. */
export const letterPageStyles = (sheet: LetterSheet): string =>
  `${screen}\n${print}\n${draftMark(sheet)}${pageFoot(sheet)}\n`
