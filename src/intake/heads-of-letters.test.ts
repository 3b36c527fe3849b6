import { expect, test } from 'vitest'
import type { ProposedAddressee } from './proposal.ts'
import { readLetters } from './read-letters.ts'

const names = 'Alder Watch\nHarbor Tenants Union\nLantern Legal Aid\nMeadow Street Neighbors\nQuiet Nights Network'
const texts = {
  en: 'We write about the plans of Velmora. They were announced in May, and nobody was asked whether they are wanted.\n\nSincerely,',
  fr: 'Nous vous écrivons au sujet des projets de la ville. Ils sont annoncés et personne ne les a demandés.\n\nCordialement,',
  es: 'Le escribimos sobre los planes de la ciudad. Se anunciaron en mayo y nadie fue consultado, y eso no está bien.\n\nAtentamente,',
  de: 'Wir schreiben Ihnen zu den Plänen der Stadt. Sie wurden verkündet, und niemand ist gefragt worden.\n\nMit freundlichen Grüßen',
  pt: 'Escrevemos sobre os planos da cidade. Foram anunciados em maio e ninguém foi consultado, o que não está certo.\n\nAtenciosamente,',
  ja: '私たちは、貴社が五月に発表した計画について、この書簡をお送りします。住民には何の説明もありませんでした。\n\n敬具',
  ar: 'نكتب إليكم بشأن خطط المدينة التي أعلنت في شهر مايو ولم يسأل عنها أحد من السكان الذين يعيشون فيها.\n\nمع فائق الاحترام،',
}

const said = ({ name, title, organization }: ProposedAddressee): string =>
  [name, title, organization].map((one) => one ?? '').join(' | ')

/** What is read of the head: whom it goes to as `name | post | body`. */
function headRead(language: keyof typeof texts, head: string): unknown {
  const [letter, ...more] = readLetters(`${head}\n\n${texts[language]}\n\n${names}\n`).letters
  if (letter === undefined || more.length > 0) throw new Error('one letter was expected')
  const { title, date, salutation, addressees, cc, paragraphs, signatories } = letter
  expect([paragraphs.length, signatories.length]).toEqual([1, 5])
  return { title, date, salutation, to: addressees.map(said), ...(cc.length > 0 && { cc: cc.map(said) }) }
}

const date = '2021-05-03'

test('a French envelope: sender, addressee with a form of address, place and date, subject', () => {
  const head =
    "Collectif des Berges\n12 rue des Saules\n31000 Vellefont\n\nMadame Odile Marchetti\nMinistre de la Transition\nMinistère de la Transition\n40 avenue du Port\n75007 Vellefont\n\nVellefont, le 3 mai 2021\n\nObjet : Publication des registres de l'eau\n\nMadame la Ministre,"
  expect(headRead('fr', head)).toEqual({
    title: "Publication des registres de l'eau",
    date,
    salutation: 'Madame la Ministre,',
    to: ['Madame Odile Marchetti | Ministre de la Transition | Ministère de la Transition'],
  })
})

test('an open letter in capitals goes to those it greets, else to those its title names', () => {
  expect(
    headRead('fr', 'LETTRE OUVERTE AUX MAIRES DE LA VALLÉE\n\nLe 3 mai 2021\n\nMesdames et Messieurs les Maires,'),
  ).toMatchObject({ title: 'LETTRE OUVERTE AUX MAIRES DE LA VALLÉE', date, to: [' | Maires | '] })
  expect(headRead('es', 'CARTA ABIERTA AL CONGRESO DE VELMORIA\n\nSeñoras y señores diputados:')).toEqual({
    title: 'CARTA ABIERTA AL CONGRESO DE VELMORIA',
    date: null,
    salutation: 'Señoras y señores diputados:',
    to: [' |  | CONGRESO DE VELMORIA'],
  })
})

test('a Spanish address with street and postal code, the subject before the greeting', () => {
  const head =
    'Ciudad Alba, 3 de mayo de 2021\n\nSra. Inés Corvalán Ruiz\nDirectora General\nAguas del Valle, S.A.\nCalle Mayor 14\n28001 Ciudad Alba\n\nAsunto: Cortes de agua en los barrios\n\nEstimada Sra. Corvalán:'
  expect(headRead('es', head)).toMatchObject({
    title: 'Cortes de agua en los barrios',
    date,
    to: ['Sra. Inés Corvalán Ruiz | Directora General | Aguas del Valle, S.A.'],
  })
})

test('a German window envelope: one line of the sender, "Frau" on a line of its own', () => {
  const head =
    'Bündnis Offene Ufer · Seestraße 4 · 12345 Auental\n\nFrau\nDr. Mechthild Brandauer\nMinisterin für Umwelt\nAm Alten Markt 1\n12345 Auental\n\nAuental, den 3. Mai 2021\n\nBetreff: Zugang zu den Ufern\n\nSehr geehrte Frau Ministerin Dr. Brandauer,'
  expect(headRead('de', head)).toMatchObject({
    title: 'Zugang zu den Ufern',
    date,
    to: ['Frau Dr. Mechthild Brandauer | Ministerin für Umwelt | '],
  })
})

test('a German open letter to nobody by name goes to whom its title names', () => {
  const head = 'Offener Brief an den Vorstand der Auental Wohnen AG\n\n3. Mai 2021\n\nSehr geehrte Damen und Herren,'
  expect(headRead('de', head)).toMatchObject({ date, to: [' |  | Vorstand der Auental Wohnen AG'] })
})

test('Portuguese forms of address stand above the name, copies before the subject, and there may be no date', () => {
  const excellency =
    'Vila Alta, 3 de maio de 2021\n\nÀ Sua Excelência a Senhora\nMarta Figueiral\nMinistra da Habitação\n\nAssunto: Despejos no bairro do Cais\n\nExcelentíssima Senhora Ministra,'
  expect(headRead('pt', excellency)).toMatchObject({
    title: 'Despejos no bairro do Cais',
    date,
    to: ['Sua Excelência a Senhora Marta Figueiral | Ministra da Habitação | '],
  })
  const board =
    'Ao Conselho Diretor da Companhia de Águas\n\nC/c: Prefeitura de Vila Alta\n\nAssunto: Tarifas\n\nPrezados Senhores,'
  expect(headRead('pt', board)).toMatchObject({
    title: 'Tarifas',
    date: null,
    to: [' | Conselho Diretor da Companhia de Águas | '],
  })
})

test('an Arabic letter: date, "to", subject, greeting with its own comma', () => {
  const head =
    '3 مايو 2021\n\nإلى: السيدة ليلى حداد\nوزيرة البيئة\n\nالموضوع: الوصول إلى الشاطئ\n\nالسيدة الوزيرة المحترمة،'
  expect(headRead('ar', head)).toEqual({
    title: 'الوصول إلى الشاطئ',
    date,
    salutation: 'السيدة الوزيرة المحترمة،',
    to: ['السيدة ليلى حداد | وزيرة البيئة | '],
  })
})

test('a Japanese letter: company above the post and the name with its honorific', () => {
  const company = '2021年5月3日\n\n青葉水道株式会社\n代表取締役社長　白川 遥 様\n\n件名：水道料金の公開について\n\n拝啓'
  expect(headRead('ja', company)).toEqual({
    title: '水道料金の公開について',
    date,
    salutation: '拝啓',
    to: ['白川 遥 | 代表取締役社長 | 青葉水道株式会社'],
  })
  expect(headRead('ja', '公開書簡：水道計画の見直しを求めます\n\n2021年5月3日\n\n青葉市長 白川 遥 殿')).toMatchObject({
    title: '公開書簡：水道計画の見直しを求めます',
    date,
    to: ['白川 遥 | 青葉市長 | '],
  })
})

test('a memorandum head: to, copies parted by semicolons, sender, date and subject on lines of their own', () => {
  const head =
    'TO: Ada Bell, Chief Executive Officer, Velmora Ltd\nCC: Jon Reed, Chair, Rivers Committee; Mira Lund, Minister for Water\nFROM: Harbor Tenants Union\nDATE: May 3, 2021\nRE: Water prices in the harbor\n\nDear Ms. Bell,'
  expect(headRead('en', head)).toEqual({
    title: 'Water prices in the harbor',
    date,
    salutation: 'Dear Ms. Bell,',
    to: ['Ada Bell | Chief Executive Officer | Velmora Ltd'],
    cc: ['Jon Reed | Chair | Rivers Committee', 'Mira Lund | Minister for Water | '],
  })
})

const bell = 'Ada Bell\nChief Executive Officer\nVelmora, Inc.'

test('"via e-mail" and a street whose number is a word are nobody; the subject may stand on either side of the greeting', () => {
  const wanted = { title: 'Water prices', date, to: ['Ada Bell | Chief Executive Officer | Velmora, Inc.'] }
  const via = `May 3, 2021\n\nVia e-mail\n\n${bell}\nOne Harbor Plaza\nElmtown, CA 90001\n\nRE: Water prices\n\nDear Ms. Bell:`
  expect(headRead('en', via)).toMatchObject(wanted)
  expect(headRead('en', `May 3, 2021\n\n${bell}\n\nDear Ms. Bell:\n\nRe: Water prices`)).toMatchObject(wanted)
})

test('addresses printed beside each other are one person each', () => {
  const head =
    '3 May 2021\n\nAda Bell                     Jon Reed\nChief Executive Officer      Chair of the Board\nVelmora, Inc.                Harbor Works, Inc.\n\nDear Ms. Bell and Mr. Reed,'
  expect(headRead('en', head)).toMatchObject({
    to: ['Ada Bell | Chief Executive Officer | Velmora, Inc.', 'Jon Reed | Chair of the Board | Harbor Works, Inc.'],
  })
})

test('of two dates the first is the letter’s, and a title in capitals is nobody it goes to', () => {
  const dates =
    'END THE WATER CUTS: A LETTER FROM THE HARBOR\n\nMay 3, 2021 (updated May 9, 2021)\n\nTo the Board of Velmora:'
  expect(headRead('en', dates)).toMatchObject({
    title: 'END THE WATER CUTS: A LETTER FROM THE HARBOR',
    date,
    to: [' |  | Board of Velmora'],
  })
  expect(headRead('en', "STOP CUTTING THE HARBOR'S WATER\n\nDear Mayor Bell,")).toMatchObject({
    title: "STOP CUTTING THE HARBOR'S WATER",
    to: ['Mayor Bell |  | '],
  })
})

test('a motto above the date, a rule of signs and a line that announces the letter are nobody', () => {
  const motto =
    'Open Water for\nEvery Town\n\n3 May 2021\n\nAda Bell\nSecretary, Council of Harbors\nTwo Pier Circle, NE\nElmtown, D.C. 20001\n\nRe: Water\n\nDear Secretary Bell,'
  expect(headRead('en', motto)).toMatchObject({ title: 'Water', to: ['Ada Bell | Secretary, Council of Harbors | '] })
  const rule = 'Open letter on water prices\n\n———\n\nThe letter, signed by many, reads:'
  expect(headRead('en', rule)).toMatchObject({ title: 'Open letter on water prices', to: [] })
})
