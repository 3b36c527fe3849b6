import { expect, test } from 'vitest'
import { readLetters, summaryOf } from '#intake'

const letter = (list: string): string =>
  `January 5, 2021\n\nAda Bell\nPresident\nVelmora, Inc.\n\nDear Ms. Bell,\n\nWe ask Velmora to stop. It is [late](#).\n\nSigned,\n\n${list}\n`

test('the summary shows doubtful names before anything else of the letters', () => {
  const proposal = readLetters(letter('Alder Watch\nBrindle Project\nCarrow Fund\nDunmere Lab\nElders United'))
  const [first] = proposal.letters
  if (first === undefined) throw new Error('no letter was found')
  const doubted = {
    ...first,
    signatories: first.signatories.map((one, at) => ({ ...one, doubt: at === 2 ? 0.45 : 0 })),
  }
  const summary = summaryOf({ ...proposal, letters: [doubted] })
  expect(summary.indexOf('45% doubt')).toBeGreaterThan(0)
  expect(summary.indexOf('45% doubt')).toBeLessThan(summary.indexOf('Letter 1, to Velmora'))
  expect(summary).toContain('between “Brindle Project” and “Dunmere Lab”')
})

test('the same doubt in several letters is one question', () => {
  const [first] = readLetters(letter('Alder Watch\nBrindle Project\nCarrow Fund')).letters
  if (first === undefined) throw new Error('no letter was found')
  const doubted = { ...first, signatories: first.signatories.map((one) => ({ ...one, doubt: 0.5 })) }
  const summary = summaryOf({ letters: [doubted, doubted], passages: [] })
  expect(summary.split('50% doubt')).toHaveLength(4)
  expect(summary).toContain('letters 1, 2, name 1: Alder Watch')
})

test('the summary says what is missing and how many links have lost their target', () => {
  const summary = summaryOf(
    readLetters(letter('Alder Watch\nBrindle Project\nCarrow Fund').replace('January 5, 2021\n\n', '')),
  )
  expect(summary).toContain('No date is printed')
  expect(summary).toContain('1 paragraph, 1 link (1 without their target)')
})
