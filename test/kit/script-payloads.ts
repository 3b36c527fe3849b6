import { diceOf, type Dice } from './dice.ts'

/** A text that wants to run as a script, and what it would call if it did. */
export type ScriptPayload = { readonly number: number; readonly text: string; readonly family: Family }

/** Where a payload hopes to be read as more than text. */
export type Family = keyof typeof families

/** Longer than this a name is not taken, and a payload would be cut off. */
const mostCharacters = 100

/** `count` payloads, no two alike; the same seed gives the same ones. Each tries to call `ran(its number)`. */
export function scriptPayloads(count: number, seed = 1): readonly ScriptPayload[] {
  const dice = diceOf(seed)
  const names = Object.keys(families) as Family[]
  const made = new Map<string, ScriptPayload>()
  for (let tries = 0; made.size < count; tries += 1) {
    const family = names[tries % names.length] ?? 'element'
    const number = made.size + 1
    const text = families[family](dice, callOf(dice, number))
    if (text.length <= mostCharacters) made.set(text, { number, text, family })
  }
  return [...made.values()]
}

/** How the script says that it ran. */
const callOf = (dice: Dice, number: number): string =>
  dice.pick<(n: number) => string>([
    (n) => `ran(${n})`,
    (n) => `top.ran(${n})`,
    (n) => `alert(${n})`,
    (n) => `self['ran'](${n})`,
    (n) => `eval('ran(${n})')`,
    (n) => `[${n}].map(ran)`,
  ])(number)

/** What leads out of where the text stands: attribute, element whose content is text, comment, section. */
const exits = [
  '',
  '"',
  "'",
  '">',
  "'>",
  '`',
  '-->',
  ']]>',
  '</title>',
  '</textarea>',
  '</style>',
  '</script>',
  '</bdi>',
  '</svg>',
  '&quot;>',
  '\\">',
] as const
const gaps = [' ', '/', '\t', '\n', '\f', '\r', '//'] as const
const quotes = ['"', "'", ''] as const

/** Elements whose script runs by itself, with the event by which it does. */
const loaders = [
  ['img src=x', 'onerror'],
  ['image src=x', 'onerror'],
  ['svg', 'onload'],
  ['body', 'onload'],
  ['body', 'onpageshow'],
  ['style', 'onload'],
  ['audio src=x', 'onerror'],
  ['video src=x', 'onerror'],
  ['video><source', 'onerror'],
  ['object data=x', 'onerror'],
  ['link rel=stylesheet href=x', 'onerror'],
  ['script src=x', 'onerror'],
  ['details open', 'ontoggle'],
  ['input autofocus', 'onfocus'],
  ['select autofocus', 'onfocus'],
  ['textarea autofocus', 'onfocus'],
  ['b tabindex=1 autofocus', 'onfocus'],
  ['iframe', 'onload'],
  ['marquee', 'onstart'],
  ['svg><animate attributeName=x dur=1s', 'onbegin'],
  ['svg><set attributeName=x', 'onbegin'],
  ['math><mtext tabindex=1 autofocus', 'onfocus'],
  ['input type=image src=x', 'onerror'],
] as const
const events = ['onfocus', 'onmouseover', 'onanimationstart', 'onpointerenter', 'onclick', 'onload', 'onerror'] as const

const schemes = [
  'javascript:',
  'JaVaScRiPt:',
  'java\tscript:',
  'java\nscript:',
  '\u0001javascript:',
  ' javascript:',
  'javascript&colon;',
  'java&#9;script:',
  '&#106;avascript:',
  'javascript://%0a',
  'vbscript:',
  'view-source:javascript:',
  'feed:javascript:',
] as const

/** Letters in unlike cases, as filters by word forget. */
const inCases = (dice: Dice, text: string): string =>
  dice.chance(0.4) ? [...text].map((one) => (dice.chance(0.5) ? one.toUpperCase() : one)).join('') : text

const asEntities = (dice: Dice, text: string): string =>
  [...text]
    .map((one) => {
      const code = one.codePointAt(0) ?? 0
      return dice.chance(0.5) ? one : dice.chance(0.5) ? `&#${code};` : `&#x${code.toString(16)}`
    })
    .join('')

const quoted = (dice: Dice, text: string): string => {
  const mark = dice.pick(quotes)
  return `${mark}${text}${mark}`
}

function element(dice: Dice, call: string): string {
  const [tag, event] = dice.pick<readonly [string, string]>(loaders)
  const gap = dice.pick(gaps)
  const code = dice.chance(0.15) ? asEntities(dice, call) : call
  return `<${inCases(dice, tag).replaceAll(' ', gap)}${gap}${inCases(dice, event)}=${quoted(dice, code)}${dice.pick(['>', '/>', '', '//', ' x'])}`
}

function scriptElement(dice: Dice, call: string): string {
  const name = inCases(dice, 'script')
  return dice.pick([
    `<${name}>${call}</${name}>`,
    `<${name}${dice.pick(gaps)}x>${call}</${name}${dice.pick(gaps)}>`,
    `<${name} src=data:,${call}></${name}>`,
    `<${name}>${call}//`,
    `<svg><${name}>${call}</${name}></svg>`,
    `<svg><${name}/href=data:,${call} />`,
    `<scr<script>ipt>${call}</scr</script>ipt>`,
    `<<script>${call}//<</script>`,
    `<${name} type=module>${call}</${name}>`,
  ])
}

/** Each family makes texts of its kind around one call. */
const families = {
  element: (dice: Dice, call: string) => dice.pick(exits) + element(dice, call),
  script: (dice: Dice, call: string) => dice.pick(exits) + scriptElement(dice, call),
  attribute: (dice: Dice, call: string) => {
    const mark = dice.pick(['"', "'", ' ', '`'])
    const event = inCases(dice, dice.pick(events))
    return `x${mark}${dice.pick(gaps)}${event}=${quoted(dice, call)} autofocus tabindex=1 style=animation-name:x x=${mark}`
  },
  address: (dice: Dice, call: string) =>
    dice.pick<(text: string) => string>([
      (text) => text,
      (text) => `https://a.example/${text}`,
      (text) => `//a.example/" href="${text}`,
      (text) => `<a href=${quoted(dice, text)} autofocus>x</a>`,
      (text) => `<iframe src=${quoted(dice, text)}>`,
      (text) => `<embed src=${quoted(dice, text)}>`,
      (text) => `<form action=${quoted(dice, text)}><button autofocus>x`,
      (text) => `<meta http-equiv=refresh content=${quoted(dice, `0;url=${text}`)}>`,
      (text) => `<base href=${quoted(dice, text)}>`,
    ])(`${dice.pick(schemes)}${call}`),
  data: (dice: Dice, call: string) => {
    const inner = `<script>${call}</script>`
    const packed = dice.pick([
      `data:text/html,${inner}`,
      `data:text/html;base64,${Buffer.from(`<script>top.${call}</script>`).toString('base64')}`,
      `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>${inner}</svg>`,
      `data:text/javascript,${call}`,
    ])
    return dice.pick([packed, `<object data="${packed}">`, `<iframe src="${packed}">`, `[x](${packed})`])
  },
  nested: (dice: Dice, call: string) =>
    dice.pick([
      `<iframe srcdoc="<script>parent.${call}</script>">`,
      `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
      `<style><img title="</style><img src=x onerror=${call}>">`,
      `<math><mtext><table><mglyph><style><img src=x onerror=${call}>`,
      `<svg></p><style><a id="</style><img src=x onerror=${call}>">`,
      `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${call}>`,
      `<template><script>${call}</script></template><svg onload=${call}>`,
      `<select><option><style></select><svg onload=${call}>`,
      `<xmp><p title="</xmp><svg onload=${call}>">`,
      `<!--><svg onload=${call}>-->`,
      `<plaintext><script>${call}</script>`,
      `<table><td background="javascript:${call}"><svg onload=${call}>`,
    ]),
  encoded: (dice: Dice, call: string) => {
    const plain = dice.pick([`<script>${call}</script>`, `<img src=x onerror=${call}>`])
    return dice.pick([
      plain.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      plain.replaceAll('<', '&#60').replaceAll('>', '&#x3e;'),
      encodeURIComponent(plain),
      plain.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
      plain.replaceAll('<', '\\x3c').replaceAll('>', '\\x3e'),
      plain.replaceAll('<', '+ADw-').replaceAll('>', '+AD4-'),
      plain.replaceAll('<', '\uFF1C').replaceAll('>', '\uFF1E'),
      plain.replaceAll('<', '%253C').replaceAll('>', '%253E'),
      plain.replaceAll('<', '\u02C2\u0338'),
      plain.replaceAll('<', '\u{1F}<'),
    ])
  },
  hidden: (dice: Dice, call: string) => {
    const sign = dice.pick(['\0', '\u202E', '\u2066', '\u200B', '\u2028', '\uFEFF', '\u0085', '\u00AD', '\uD83D'])
    const inner = element(dice, call)
    return dice.pick([sign + inner, inner + sign, inner.replace('<', `<${sign}`), inner.replace(/(?<=\w)/, sign)])
  },
  template: (dice: Dice, call: string) =>
    dice.pick<(text: string) => string>([
      (text) => `{{${text}}}`,
      (text) => `{{constructor.constructor('${text}')()}}`,
      (text) => `\${${text}}`,
      (text) => `<%= ${text} %>`,
      (text) => `#{${text}}`,
      (text) => `{% ${text} %}`,
      (text) => `[[${text}]]`,
      (text) => `$$\\href{javascript:${text}}{x}$$`,
      (text) => `#link("javascript:${text}")[x]`,
      (text) => `"};${text};{"`,
      (text) => `');${text};('`,
      (text) => `\u2028;${text}//`,
    ])(call),
  markdown: (dice: Dice, call: string) =>
    dice.pick<(text: string) => string>([
      (text) => `[x](javascript:${text})`,
      (text) => `[x](<java\tscript:${text}>)`,
      (text) => `![x](x"onerror="${text})`,
      (text) => `[x](https://a.example "onmouseover=${text} x=")`,
      (text) => `<javascript:${text}>`,
      (text) => `[x]\n\n[x]: javascript:${text}`,
      (text) => `**<svg onload=${text}>**`,
      (text) => `\`<svg onload=${text}>\``,
      (text) => `:recipient[<svg onload=${text}>]`,
      (text) => `:only[<svg onload=${text}>]{for="x"}`,
      (text) => `::demand[<svg onload=${text}>]{#x onload=${text}}`,
      (text) => `> <svg onload=${text}>`,
      (text) => `- <img src=x onerror=${text}>`,
      (text) => `# <svg onload=${text}>`,
    ])(call),
  cell: (dice: Dice, call: string) =>
    dice.pick(['=', '+', '-', '@', '\t=', '\r=']) +
    dice.pick([
      `HYPERLINK("javascript:${call}","x")`,
      `cmd|'/C ${call}'!A0`,
      `1+1","<svg onload=${call}>`,
      `SUM(1)*<svg onload=${call}>`,
    ]),
  document: (dice: Dice, call: string) =>
    dice.pick([
      `<![CDATA[<script>${call}</script>]]>`,
      `<!DOCTYPE x [<!ENTITY e SYSTEM "javascript:${call}">]>&e;`,
      `<?xml-stylesheet href="javascript:${call}"?>`,
      `</loc><script xmlns="http://www.w3.org/1999/xhtml">${call}</script>`,
      `</style><style>*{background:url(javascript:${call})}`,
      `}*{background-image:url("javascript:${call}")}`,
      `x\r\n\r\n<script>${call}</script>`,
      `x\r\nContent-Type: text/html\r\n\r\n<svg onload=${call}>`,
      `"}],"x":"<script>${call}</script>`,
    ]),
} as const satisfies Readonly<Record<string, (dice: Dice, call: string) => string>>
