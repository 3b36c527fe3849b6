const anyOf = 'PDF, Word (.docx), Excel (.xlsx), a web page or plain text'
const saveAs = `Please save it as ${anyOf} in the program that made it, and import that file.`

/** Why a file of somebody else's cannot be read, and what to do instead. Part of {@link en}. */
export const unreadable = {
  empty: 'This file is empty. Nothing was read.',
  tooLarge: (megabytes: number) =>
    `This file is larger than ${megabytes} MB, which is more than a letter with its signatories needs. Please cut it into smaller files.`,
  binary: `This file does not hold text that can be read. ${saveAs}`,
  rtf: `This is an RTF file, which is not read. ${saveAs}`,
  oldWord: 'This is a document of an old Office program. Please open it, save it as .docx, and import that file.',
  oldExcel: 'This is a workbook of an old Excel. Please open it, save it as .xlsx or CSV, and import that file.',
  binaryExcel: 'This is a binary Excel workbook. Please open it, save it as .xlsx or CSV, and import that file.',
  openDocument:
    'This is an OpenDocument file. Please open it, save it as .docx (a list: as .xlsx or CSV), and import that file.',
  pages: 'This is a file of Pages, Numbers or Keynote. Please export it as PDF, Word or CSV, and import that file.',
  slides: 'These are slides. Please export them as PDF, and import that file.',
  postScript: 'This is a PostScript file. Please make a PDF of it, and import that file.',
  image:
    'This is a picture. Names are read from text only: please import the file it was made from, or have its text recognized first.',
  archive: 'This is an archive of files. Please unpack it, and import the letter or the list that is in it.',
  xml: `This is an XML file of a kind that is not read. ${saveAs}`,
  locked: 'This file is locked with a password. Please save it without one, and import that file.',
  damaged: 'This file is damaged: what it says of its own parts does not hold. Please save or download it again.',
  bomb: 'This file unfolds to far more than a letter or a list can be, so it was not opened. Please save the text alone as a new file.',
  /** What came of reading in the process beside. */
  tooSlow: (seconds: number) =>
    `Reading this file took longer than ${seconds} seconds and was stopped. Please import the letter or the list alone, or save it as plain text or CSV.`,
  tooBig: (megabytes: number) =>
    `Reading this file took more than ${megabytes} MB of memory and was stopped. Please import the letter or the list alone, or save it as plain text or CSV.`,
  ended:
    'This file could not be read: the reader broke down over it. Please save the text alone as a new file, and import that.',
}
