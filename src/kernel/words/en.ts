/** Every sentence a visitor can see, in English. Another language is another file of the same shape. */
export const en = {
  sheet: {
    /** Foot of a printed page. */
    pageOf: (page: string, pages: string) => `${page} of ${pages}`,
    moreAfterLetter: (n: string) => `and ${n} more, listed after the letter`,
    textFixed: (day: string, version: number, hash: string) => `Text fixed on ${day} · version ${version} · ${hash}`,
    draft: 'Draft: this text is not fixed yet',
    /** Large and faint across every page of a draft. */
    draftMark: 'Draft',
    copies: 'Copies to',
    /** Document title of a letter that has none. */
    untitled: (recipient: string) => `Letter to ${recipient}`,
    /** The drawn card that stands beside a link to the letter. */
    cardTo: (recipient: string) => `To ${recipient}`,
    cardSigned: (count: number, n: string) => (count === 1 ? '1 signatory' : `${n} signatories`),
    cardDraft: 'Draft',
  },
  intake: {
    unreadable: {
      empty: 'This file is empty. Nothing was read.',
      tooLarge: (megabytes: number) =>
        `This file is larger than ${megabytes} MB, which is more than a letter with its signatories needs. Please cut it into smaller files.`,
      otherFormat: (format: string) =>
        `This is not a plain text file but ${format}. Please save it as plain text (UTF-8) in the program that made it, and import that file.`,
      binary:
        'This file does not hold text that can be read. Please save the letter as plain text (UTF-8) and import that file.',
    },
    warning: {
      noDate: 'No date is printed in this letter. None was assumed.',
      ambiguousDate: (printed: string) =>
        `The date “${printed}” can be read in two ways, so it was left open. Please enter it.`,
      noSalutation: 'No salutation (such as “Dear …”) was found.',
      noRecipient: 'The text does not say to which organization the letter goes.',
      noClosing: 'No closing (such as “Sincerely,”) was found.',
      noParagraphs: 'No text of a letter was found, only a list of names.',
      noList: 'No list of signatories was found.',
      stated: (stated: number, found: number) => `The text speaks of ${stated} signatories; ${found} names were found.`,
      doubtful: (count: number) =>
        `${count === 1 ? 'One name is' : `${count} names are`} doubtful: it is not certain where the name begins or ends.`,
      spelling: (name: string, other: string) => `“${name}” is spelled “${other}” elsewhere in the file.`,
      leftOut: (line: string) => `Not used: “${line}”`,
      repeated: (name: string) => `“${name}” stands more than once in the list.`,
      perhapsOneParagraph: (end: string) =>
        `A list of names stands after “… ${end}”. Whether the paragraph ends there cannot be seen; two paragraphs were assumed.`,
      tooManyLines: (lines: number) =>
        `The list is longer than ${lines} lines, so names that run over several lines were not joined.`,
    },
    summary: {
      letters: (count: number) => `${count === 1 ? '1 letter' : `${count} letters`} found.`,
      letter: (number: number, recipient: string) => `Letter ${number}, to ${recipient}`,
      unknownRecipient: 'an unknown recipient',
      doubts: 'Please look at these names first; where they begin or end is not certain:',
      doubt: (percent: number, letter: number, place: number, name: string) =>
        `${percent}% doubt   letter ${letter}, name ${place}: ${name}`,
      noDoubts: 'Every name was confirmed by all that could be compared.',
      between: (before: string, after: string) => `between “${before}” and “${after}”`,
      start: 'the start of the list',
      end: 'the end of the list',
      more: (count: number) => `… and ${count} more`,
      title: 'Title',
      date: 'Date',
      none: 'not printed',
      language: 'Language',
      addressees: 'To',
      copies: 'Copies to',
      salutation: 'Salutation',
      closing: 'Closing',
      paragraphs: (paragraphs: number, links: number, lost: number) =>
        `${paragraphs} paragraphs, ${links} links${lost === 0 ? '' : ` (${lost} without their target)`}`,
      text: 'Text',
      signatories: 'Signatories',
      signatoryCount: (organizations: number, persons: number) =>
        [
          organizations > 0 || persons === 0 ? `${organizations} organizations` : '',
          persons > 0 ? `${persons} persons` : '',
        ]
          .filter((part) => part !== '')
          .join(', '),
      firstAndLast: (first: string, last: string) => `first “${first}”, last “${last}”`,
      look: 'Please note',
      passages: (shared: number, varied: number, tailored: number) =>
        `Passages: ${shared} shared word for word, ${varied} shared with variations, ${tailored} tailored to one recipient.`,
    },
  },
} as const

/** The shape every language file has. */
export type Words = typeof en
