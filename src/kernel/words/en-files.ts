/** What the files are called that a letter comes out as. Part of {@link en}. */
export const files = {
  /** Above all of them, under a letter and under its list. */
  heading: 'Downloads',
  pdf: 'PDF, typeset for print',
  archive: 'The same for archives (PDF/A-3a)',
  docx: 'Word document',
  page: 'Web page in one file, to keep or print',
  text: 'Plain text with its signatories',
  fixed: 'The exact bytes that were fixed, as plain text',
  csv: 'List of signatories (CSV)',
  json: 'List of signatories (JSON)',
}
