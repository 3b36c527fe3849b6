import { describe, expect, test } from 'vitest'
import type { Proposal, ProposedLetter } from './proposal.ts'
import { readHtml } from './read-html.ts'
import { readSource } from './read-letters.ts'
import { readMarkdown } from './read-markdown.ts'
import { linesOfText } from './source-text.ts'

const text = [
  'We write about the plans of Velmora. They were announced in May, and nobody was asked.',
  'We call on Velmora to stop selling scores about tenants, because nobody can correct what nobody may see.',
  'We look forward to your answer.',
]
const bodies = [
  'Alder Watch',
  'Brindle Justice Project',
  'Carrow Fund, Inc.',
  'Dunmere Law Center',
  'Elders United for Rights',
  'Fennick Health Network',
]
const people = [
  ['Ada Bell', 'Professor of Law', 'Alder University'],
  ['Jon Reed', 'Engineer', 'Brindle Lab'],
  ['Mira Lund', 'Executive Director', 'Carrow Institute'],
  ['Sofia Marques', 'Researcher', 'University of Dunmere'],
  ['Peter Okafor', 'Chair', 'Elders United'],
  ['Chen Wei', 'Student', 'Fennick College'],
] as const

const only = ({ letters }: Proposal): ProposedLetter => {
  expect(letters).toHaveLength(1)
  const [letter] = letters
  if (letter === undefined) throw new Error('no letter was found')
  return letter
}
const plain = (list: string): ProposedLetter =>
  only(
    readSource(
      linesOfText(
        `Open Letter on Scores\n\n3 May 2021\n\nDear Ms. Bell:\n\n${text.join('\n\n')}\n\nSincerely,\n\n${list}\n`,
      ),
    ),
  )
const page = (list: string, closing = '<p>Sincerely,</p>'): ProposedLetter =>
  only(
    readSource(
      readHtml(
        `<html><head><title>Open Letter</title></head><body><nav><a href="/">Home</a> <a href="/b">News</a></nav><h1>Open Letter on Scores</h1><p>3 May 2021</p><p>Dear Ms. Bell:</p>${text.map((one) => `<p>${one}</p>`).join('')}${closing}${list}<h3>Share this</h3><p><a href="/x">Facebook</a> <a href="/y">Twitter</a></p><footer>© 2021 Alder</footer></body></html>`,
      ),
    ),
  )
const markdown = (source: string): ProposedLetter => only(readSource(readMarkdown(source)))
const names = (letter: ProposedLetter): readonly string[] => letter.signatories.map(({ name }) => name)
const persons = ({ signatories }: ProposedLetter): readonly unknown[] =>
  signatories.map(({ kind, name, title, affiliation }) => [kind, name, title, affiliation])

const everybody = people.map(([name, title, affiliation]) => ['person', name, title, affiliation])
const withoutPosts = people.map(([name, , affiliation]) => ['person', name, null, affiliation])
const joined = (by: string, each: (one: (typeof people)[number]) => string): string => people.map(each).join(by)

describe('persons with post and affiliation are read alike', () => {
  test.each<[string, () => ProposedLetter]>([
    ['in plain text on three lines each', () => plain(joined('\n\n', (one) => one.join('\n')))],
    ['in plain text on two lines each, without space', () => plain(joined('\n', ([a, b, c]) => `${a}\n${b}, ${c}`))],
    ['in plain text behind commas', () => plain(joined('\n', (one) => one.join(', ')))],
    ['in plain text behind a dash', () => plain(joined('\n', ([a, b, c]) => `${a} - ${b}, ${c}`))],
    ['in paragraphs of a page', () => page(joined('', (one) => `<p>${one.join('<br>')}</p>`))],
    ['with the name in bold', () => page(joined('', ([a, b, c]) => `<p><strong>${a}</strong>, ${b}, ${c}</p>`))],
    ['in items of a list', () => page(`<ul>${joined('', ([a, b, c]) => `<li>${a}<br>${b}, ${c}</li>`)}</ul>`)],
    [
      'in nested boxes',
      () => page(joined('', (one) => `<div>${one.map((part) => `<div>${part}</div>`).join('')}</div>`)),
    ],
    [
      'in cells side by side',
      () =>
        page(
          `<table>${[0, 3]
            .map(
              (at) =>
                `<tr>${people
                  .slice(at, at + 3)
                  .map((one) => `<td>${one.join('<br>')}</td>`)
                  .join('')}</tr>`,
            )
            .join('')}</table>`,
        ),
    ],
    [
      'in a table with a head',
      () =>
        page(
          `<table><tr><th>Name</th><th>Position</th><th>Institution</th></tr>${joined('', (one) => `<tr><td>${one.join('</td><td>')}</td></tr>`)}</table>`,
        ),
    ],
    [
      'in Markdown, with a section below that holds no names',
      () =>
        markdown(
          `# Open letter to the Velmora Board\n\n${text.join('\n\n')}\n\n## Signatories\n\n${joined('\n', ([a, b, c]) => `- **${a}** – ${b}, ${c}`)}\n\n## License\n\nThis text is free.\n`,
        ),
    ],
  ])('%s', (_how, read) => {
    expect(persons(read())).toEqual(everybody)
  })
  test.each<[string, () => ProposedLetter]>([
    ['behind a dash', () => plain(joined('\n', ([a, , c]) => `${a} — ${c}`))],
    ['in brackets', () => plain(joined('\n', ([a, , c]) => `${a} (${c})`))],
    [
      'in a table without a head',
      () => page(`<table>${joined('', ([a, , c]) => `<tr><td>${a}</td><td>${c}</td></tr>`)}</table>`),
    ],
    [
      'in a table of Markdown',
      () =>
        markdown(
          `# Open letter\n\n${text.join('\n\n')}\n\n| Name | Affiliation |\n|---|---|\n${joined('\n', ([a, , c]) => `| ${a} | ${c} |`)}\n`,
        ),
    ],
  ])('with an affiliation %s', (_how, read) => {
    expect(persons(read())).toEqual(withoutPosts)
  })
})

describe('organizations are read alike', () => {
  test.each<[string, () => ProposedLetter]>([
    ['one per line', () => page(`<p>${bodies.join('<br>')}</p>`)],
    ['one per paragraph', () => page(bodies.map((one) => `<p>${one}</p>`).join(''))],
    ['in one paragraph with semicolons', () => plain(bodies.join('; '))],
    [
      'in one wrapped paragraph with semicolons',
      () => plain(`${bodies.slice(0, 3).join('; ')}; Dunmere\nLaw Center; ${bodies.slice(4).join('; ')}`),
    ],
    ['under running numbers', () => plain(bodies.map((one, at) => `${at + 1}. ${one}`).join('\n'))],
    [
      'linked to their own sites, without a closing, above other posts',
      () =>
        page(
          `<ul>${bodies.map((one, at) => `<li><a href="https://b${at}.example">${one}</a></li>`).join('')}</ul><p>The coalition was founded in 2019 and works on tenant rights. It is funded by its members.</p><h3>Latest posts</h3><ul><li>Tenants win in court</li></ul>`,
          '',
        ),
    ],
  ])('%s', (_how, read) => {
    const letter = read()
    expect(names(letter)).toEqual(bodies)
    expect(letter.signatories.every(({ kind }) => kind === 'organization')).toBe(true)
    expect(letter.paragraphs.map((paragraph) => paragraph.text)).toEqual(text)
  })
  test('in two columns typed with spaces, and in a paragraph that ends with "and"', () => {
    const columns =
      'Alder Watch           Elders United\nBrindle Project       Fennick Network\nCarrow Fund           Gable Union\nDunmere Center        Harrow Lab'
    expect(names(plain(columns))).toEqual([
      'Alder Watch',
      'Brindle Project',
      'Carrow Fund',
      'Dunmere Center',
      'Elders United',
      'Fennick Network',
      'Gable Union',
      'Harrow Lab',
    ])
    expect(names(plain('Alder Watch, Brindle Project, Carrow Fund, Dunmere Center and Elders United.'))).toEqual([
      'Alder Watch',
      'Brindle Project',
      'Carrow Fund',
      'Dunmere Center',
      'Elders United',
    ])
  })
  test('with the person who signs for each, below it or behind a dash', () => {
    const posts = ['CEO', 'Executive Director', 'President', 'Chair', 'Director', 'General Secretary']
    const signed = (letter: ProposedLetter): readonly unknown[] =>
      letter.signatories.map(({ kind, name, title, representative }) => [kind, name, title, representative])
    expect(signed(plain(people.map(([name], at) => `${name}\n${posts[at]}\n${bodies[at]}`).join('\n\n')))).toEqual(
      people.map(([name], at) => ['organization', bodies[at], posts[at], name]),
    )
    expect(signed(plain(people.map(([name], at) => `${bodies[at]} – ${name}, Director`).join('\n')))).toEqual(
      people.map(([name], at) => ['organization', bodies[at], 'Director', name]),
    )
  })
  test('under headings, apart from the persons below them', () => {
    const letter = page(
      `<h3>Organizations</h3><ul>${bodies.map((one) => `<li>${one}</li>`).join('')}</ul><h3>Individuals</h3><ul>${joined('', ([a, , c]) => `<li>${a}, ${c}</li>`)}</ul>`,
      '<h2>Signatories</h2>',
    )
    expect(letter.signatories.map(({ kind, group }) => [kind, group])).toEqual([
      ...bodies.map(() => ['organization', 'Organizations']),
      ...people.map(() => ['person', 'Individuals']),
    ])
  })
})

test('a letter inside a blog, below an update and an introduction, is found, and the rest is told', () => {
  const letter = only(
    readSource(
      readHtml(
        `<html><head><title>Open letter | Alder</title></head><body><div class="menu"><a href="/a">About</a></div><div id="content"><p>Posted on May 3, 2021 by Ana Admin</p><h2>Open letter to Velmora on scores</h2><p><strong>UPDATE (12 May):</strong> Velmora has answered, and we have published the answer.</p><p>Today we publish a letter with our friends. Read it below.</p><hr><blockquote><p>To: Velmora Corporation</p><p>${text[0]}</p><p>${text[1]}</p><p>Signed,</p><p>Alder Watch<br>Brindle Project<br>Carrow Fund</p></blockquote><p>For more information, write to us at any time.</p></div></body></html>`,
      ),
    ),
  )
  expect(letter).toMatchObject({ title: 'Open letter to Velmora on scores', date: '2021-05-03', recipient: 'Velmora' })
  expect(letter.paragraphs.map((one) => one.text)).toEqual(text.slice(0, 2))
  expect(names(letter)).toEqual(['Alder Watch', 'Brindle Project', 'Carrow Fund'])
  for (const told of ['UPDATE', 'Today we publish', 'For more information'])
    expect(letter.leftOut?.some((line) => line.startsWith(told))).toBe(true)
})

test.each([
  [
    'es',
    'Madrid, 3 de mayo de 2021',
    'Estimada señora Ministra:',
    'Le escribimos para pedir que se detenga la venta de datos de las personas.',
    'Atentamente,',
    '**Organizaciones firmantes:**',
  ],
  [
    'de',
    'Berlin, den 3. Mai 2021',
    'Sehr geehrte Frau Ministerin,',
    'wir schreiben Ihnen, weil niemand ändern kann, was nicht zu sehen ist.',
    'Mit freundlichen Grüßen',
    'Die unterzeichnenden Organisationen:',
  ],
  [
    'fr',
    'Paris, le 3 mai 2021',
    'Madame la Ministre,',
    'Nous vous écrivons parce que personne ne peut corriger ce que personne ne peut voir.',
    'Cordialement,',
    'Signataires :',
  ],
  [
    'pt',
    'Lisboa, 3 de maio de 2021',
    'Prezada Ministra,',
    'Escrevemos para pedir que não se vendam os dados de quem mora em uma casa alugada.',
    'Atenciosamente,',
    'Assinam:',
  ],
  [
    'it',
    'Roma, 3 maggio 2021',
    'Gentile Ministra,',
    'Le scriviamo per chiedere che non si vendano i dati di chi vive in una casa.',
    'Distinti saluti,',
    'Firmatari:',
  ],
  [
    'nl',
    'Den Haag, 3 mei 2021',
    'Geachte minister,',
    'Wij schrijven u omdat niemand kan verbeteren wat niemand te zien krijgt van de verhuurders.',
    'Hoogachtend,',
    'Ondertekend door:',
  ],
])(
  'a letter in %s is read with date, greeting, text, closing and names',
  (language, date, greeting, body, closing, heading) => {
    const letter = markdown(
      `${date}\n\n${greeting}\n\n${body}\n\n${closing}\n\n${heading}\n\n- Alder\n- Brindle Fund\n- Carrow\n`,
    )
    expect(letter).toMatchObject({ language, date: '2021-05-03', salutation: greeting, closing })
    expect(letter.paragraphs.map((one) => one.text)).toEqual([body])
    expect(names(letter)).toEqual(['Alder', 'Brindle Fund', 'Carrow'])
  },
)

test('whom a letter goes to is read from its greeting, its title, or whom it calls on', () => {
  const to = (source: string): readonly unknown[] =>
    markdown(source).addressees.map(({ name, title, organization }) => name ?? title ?? organization)
  expect(to(`Dear Members of the Velmora Council,\n\n${text[0]}`)).toEqual(['Members of the Velmora Council'])
  expect(to(`Dear Ministers and Ambassadors of the Coast,\n\n${text[0]}`)).toEqual([
    'Ministers and Ambassadors of the Coast',
  ])
  expect(to(`Dear Mr. Reed and Ms. Bell,\n\n${text[0]}`)).toEqual(['Mr. Reed', 'Ms. Bell'])
  expect(to(`Dear friends,\n\n${text[1]}`)).toEqual(['Velmora'])
  expect(to(`# Open letter to the Tenant Board on scores\n\n${text[0]}`)).toEqual(['Tenant Board'])
  expect(to(`We encourage Velmora and Alder to stop. Velmora knows why. Alder knows why.\n\n${text[0]}`)).toEqual([
    'Velmora',
    'Alder',
  ])
  expect(to(`Dear Sir or Madam,\n\n${text[0]}`)).toEqual([])
})

test('links of a page stand with their paragraph, and brackets stay brackets', () => {
  const letter = page(
    '<ul><li>Alder Watch</ul>',
    '<p>It is <a href="https://example.org/s">said</a> [sic](here) and <a href="#top">there</a>.</p><p>Signed,</p>',
  )
  expect(letter.paragraphs.at(-1)).toEqual({
    text: 'It is said [sic](here) and there.',
    links: [
      { text: 'said', href: 'https://example.org/s' },
      { text: 'there', href: null },
    ],
  })
})

test.each([
  ['We, the fifteen undersigned organizations, ask you to stop.', 15],
  ['The 97 undersigned groups and companies ask you to stop.', 97],
  ['We write on behalf of thirty-two organizations that work for tenants.', 32],
  ['Las 40 organizaciones abajo firmantes pedimos que no se vendan los datos.', 40],
])('a number of signatories in the text is held against the list: %s', (sentence, count) => {
  const letter = markdown(`Dear Ms. Bell,\n\n${sentence}\n\nSigned,\n\n- Alder Watch\n- Brindle Project\n`)
  expect(letter.warnings).toContain(`The text speaks of ${count} signatories; 2 names were found.`)
})

test('a number that is only a lower bound agrees with a longer list', () => {
  const letter = markdown(
    'Dear Ms. Bell,\n\nWe write on behalf of more than two organizations here.\n\nSigned,\n\n- Alder\n- Brindle Fund\n- Carrow\n',
  )
  expect(letter.warnings.join(' ')).not.toContain('speaks of')
})
