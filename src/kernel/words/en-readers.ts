/** What readers are told of how names came onto a list, and of what stands beside a letter. */
export const readers = {
  /** Under a heading of people who name where they work. */
  affiliations: 'Affiliations are for identification only.',
  withdrew: (day: string) => `withdrew on ${day}`,
  /** Beside a line, where texts have more than one version. */
  version: (number: number) => `version ${number}`,
  /** Organizations in the log that are not on the list, since they signed other words than today's. */
  earlierHeading: 'Signed an earlier text',
  earlierOfLetter: (n: number, many: string) =>
    n === 1
      ? '1 organization signed an earlier text of this letter and is asked about this one.'
      : `${many} organizations signed an earlier text of this letter and are asked about this one.`,
  earlierOfClosed: (n: number, many: string) =>
    n === 1
      ? '1 organization signed an earlier text of this letter and did not say yes to this one.'
      : `${many} organizations signed an earlier text of this letter and did not say yes to this one.`,
  /** Beside the first number, of those whom the list names under the present text of another edition. */
  earlierOfSome: (n: number, many: string) =>
    n === 1
      ? '1 organization on the list signed an earlier text to one of its recipients.'
      : `${many} organizations on the list signed an earlier text to one of its recipients.`,
  /** In a line of many letters. */
  earlierShort: (many: string) => `${many} signed an earlier text`,
  /** Beside the name of who signed an earlier text to some and the present text to others. */
  earlierAndListed: (recipients: string) => `on the list above for the text to ${recipients}`,
  noneOfThisText: 'Nobody has signed this text yet.',
  /** Beside the name of who signed an earlier text, where the letter has several editions. */
  earlierVersion: (recipient: string, number: number) => `to ${recipient}, version ${number}`,
  /** How it is known that whoever signed for an organization may. */
  level: {
    mail: 'proved by mail from its own domain',
    dns: 'proved by its domain’s DNS',
    file: 'proved by a file on its site',
    'call-back': 'confirmed by a call of the organizers',
    unverified: 'not verified',
  },
  recorded: 'recorded from the letter’s list',
  person: 'signed for themselves, from a mailbox that answered',
  /** Above lists that hold lines which were gathered here. */
  how: 'How these names came here',
  howGathered:
    'Whoever signed for an organization read the exact text and said yes to it, and showed that they may speak for it: by a mail from its own domain, by a record in its DNS, by a file on its site, or in a call of the organizers. Which of these it was stands beside each name.',
  howRecorded: (n: number, many: string) =>
    n === 1
      ? 'One name stands here as it stood on the list of the letter when that was brought here; how it came there is not known to this server.'
      : `${many} names stand here as they stood on the list of the letter when that was brought here; how they came there is not known to this server.`,
  howPersons: 'People speak for themselves: their mailbox answered. They are in no count.',
  endorsements: 'Endorsed by',
  endorsementsLead: 'They support this letter and did not sign its text. They are in no count.',
  source: 'Source',
  notes: 'Notes by the organizers',
  notesLead: 'No part of the letter: nobody signed these words.',
  allNotes: (n: number, many: string) => (n === 1 ? 'Read the note' : `Read all ${many} notes`),
  newestNote: (n: number, day: string) => (n === 1 ? `of ${day}` : `newest of ${day}`),
} as const
