import { expect, test } from 'vitest'
import type { ProposedLetter } from './proposal.ts'
import { readLetters } from './read-letters.ts'

const text = 'We write about the plans of Velmora. They were announced in May, and nobody was asked.'
const read = (head: string): ProposedLetter => {
  const [letter] = readLetters(`${head}\n\n${text}\n\nSincerely,\n\nAlder Watch\n`).letters
  if (letter === undefined) throw new Error('no letter was found')
  return letter
}
const person = (name: string, title: string, organization: string): unknown => ({ name, title, organization })

test('a motto and a file number above the date are nobody, and streets and buildings belong to nobody', () => {
  const house = 'Elm County Courthouse\nCounty Court of Elm\n4th Floor, Room 2\n12 Main St.\nElmtown, CA 90001'
  const { addressees, title } = read(
    `Law for All\nin Every Town\n\nAB17-0055\n\n3 May 2021\n\nAda Bell\nClerk of Court\n${house}\n\nJon Reed\nDirector of Records\n${house}\n\nRe: Open records\n\nDear Clerk Bell and Director Reed:`,
  )
  expect(addressees).toEqual([
    person('Ada Bell', 'Clerk of Court', 'County Court of Elm'),
    person('Jon Reed', 'Director of Records', 'County Court of Elm'),
  ])
  expect(title).toBe('Open records')
})

test('two blocks of honored people in one, and copies of several lines, are one person each', () => {
  const at = 'Parliament of Elmland\nPO Box 60\nParliament House\nElmtown ELM 2600'
  const { addressees, cc } = read(
    `3 May 2021\n\nSenator the Honorable Ada Bell\nPresident of the Senate\n${at}\nHonorable Jon Reed MP\nSpeaker of the House\n${at}\n\ncc: Honorable Mira Lund QC, MP\nMinister for Records\n${at}\n\nTo Whom It May Concern:`,
  )
  expect(addressees).toEqual([
    person('Senator the Honorable Ada Bell', 'President of the Senate', 'Parliament of Elmland'),
    person('Honorable Jon Reed MP', 'Speaker of the House', 'Parliament of Elmland'),
  ])
  expect(cc).toEqual([person('Honorable Mira Lund QC, MP', 'Minister for Records', 'Parliament of Elmland')])
})

test('a title goes on in the next block, and stands below the greeting where none stands above', () => {
  const long = 'Open Letter to Member States of the Elm Council\n\nSupport the resolution on open records in every town'
  expect(read(`${long}\n\n3 May 2021\n\nYour Excellency,`)).toMatchObject({
    title: 'Open Letter to Member States of the Elm Council: Support the resolution on open records in every town',
    addressees: [{ organization: 'Member States of the Elm Council' }],
  })
  expect(read('Elm Council\nPO Box 7\n\nTo the Members of the Records Committee:\n\nOn open records')).toMatchObject({
    title: 'On open records',
    addressees: [{ organization: 'Members of the Records Committee' }],
    paragraphs: [{ text }],
  })
})

test('a greeting to several offices may be wrapped before a small word', () => {
  expect(read('Dear Attorney General, Minister for Families, and Minister\nfor Records,').salutation).toBe(
    'Dear Attorney General, Minister for Families, and Minister for Records,',
  )
})
