/** The mails that remind organizers of what recipients promised. Part of {@link en}. Plain text, one paragraph a string. */
export const responseMail = {
  subject: {
    expires: (recipient: string, day: string) => `${recipient}’s promise ends on ${day}`,
    deadline: (recipient: string, day: string) => `${recipient} promised something for ${day}`,
  },
  lead: {
    expires: (recipient: string, title: string, day: string) =>
      `The promise of ${recipient} that is on record as “${title}” binds it until ${day}, and no longer.`,
    deadline: (recipient: string, title: string, day: string) =>
      `The promise of ${recipient} that is on record as “${title}” is to be kept by ${day}.`,
  },
  words: (words: string) => `In its own words: “${words}”`,
  ask: {
    expires: 'Ask now whether it will be extended, and put on record what you hear.',
    deadline: 'Find out whether it is kept, and keep a copy of what shows it.',
  },
  open: 'The campaign’s desk:',
}
