import { withoutMarks } from './markers.ts'

/** Labels before what a letter is about, in the languages letters come in. */
const subjectLabel =
  /^(?:(?:re|ref|subject|betreff|betrifft|asunto|referencia|objet|concerne|assunto|oggetto|betreft|onderwerp|ämne|emne|temat|věc|тема|الموضوع|件名|主题|主旨|제목)\s*[:：]\s*)+/iu

/** Labels of those who write, as memoranda print them. */
const senderLabel =
  /^(?:from|von|absender|de|expéditeur|remitente|remetente|da|mittente|van|afzender|من|差出人)\s*[:：]\s/iu

/** Whether a line says what the letter is about ("Re: …"). */
export const isSubjectLine = (line: string): boolean => subjectLabel.test(withoutMarks(line))

/** Whether a line says who writes ("From: …"). */
export const isSenderLine = (line: string): boolean => senderLabel.test(withoutMarks(line))

/** Whether a line is one of the labeled lines at the head of a memorandum that address nobody. */
export const isLabeled = (line: string): boolean =>
  isSubjectLine(line) || isSenderLine(line) || /^(?:date|datum|fecha|data)\s*:\s.*\d/iu.test(withoutMarks(line))

/** What a line says behind its subject label. */
export const withoutSubject = (line: string): string => line.replace(subjectLabel, '')

/** Whether a title says that a letter follows. */
export const saysLetter = (text: string): boolean =>
  /\b(?:letter|statement|brief|lettre|carta|lettera|appeal|aufruf|declaration|manifesto)\b/iu.test(text) ||
  /公開書簡|公開質問状|公开信|공개서한|رسالة مفتوحة|открытое письмо|відкритий лист/iu.test(text)

/** "The letter, signed by many, reads:", "Full text of the letter:". */
export function announces(text: string): boolean {
  return (
    text.endsWith(':') &&
    text.length < 250 &&
    /\b(?:letter|statement|text|declaration|appeal|brief|erkl\u00e4rung|wortlaut|lettre|texte|carta|texto|lettera|testo|tekst)\b/iu.test(
      text,
    ) &&
    /\b(?:reads?|follows|below|says|states|full|wortlaut|lautet|folgt|voici|suit|dice|sigue|segue|luidt|volgt|text of)\b/iu.test(
      text,
    )
  )
}

/** Whether a line is set in capitals alone, and long enough to be more than a name's initials. */
export function isInCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  return letters.length >= 12 && text.split(' ').length >= 3 && /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text)
}
