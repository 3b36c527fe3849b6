/** The mails that remind organizers of what recipients promised, and tell them what waits. Part of {@link en}. Plain text, one paragraph a string. */
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
  waiting: {
    subject: {
      reply: (n: number, campaign: string) =>
        n === 1 ? `A reply waits to be read: ${campaign}` : `${n} replies wait to be read: ${campaign}`,
      alarm: (n: number, campaign: string) =>
        n === 1 ? `A source has changed or is gone: ${campaign}` : `${n} sources have changed or are gone: ${campaign}`,
      bounce: (n: number, campaign: string) =>
        n === 1 ? `A letter came back: ${campaign}` : `${n} letters came back: ${campaign}`,
    },
    lead: {
      reply: 'This came in. Nothing of it is public before somebody has read it and publishes it.',
      alarm: 'What you keep as evidence is not to be read any more where it stood. Your own copy is as it was.',
      bounce: 'This was sent and came back. The days for an answer do not run while it has reached nobody.',
    },
    reply: (recipient: string, day: string, how: string) => `${recipient}: came on ${day}, ${how}.`,
    proved: (domain: string) => `Its mail is signed by ${domain}, a domain of the recipient’s.`,
    unproved: 'Nothing proves yet that it is the recipient’s.',
    alarm: (title: string, outcome: string) => `${title}: ${outcome}.`,
    bounce: (title: string, recipient: string, bounced: number, all: number) =>
      all === 1
        ? `“${title}” to ${recipient}.`
        : `“${title}” to ${recipient}: from ${bounced} of its ${all} addressees.`,
    more: (n: number) => (n === 1 ? 'And one more.' : `And ${n} more.`),
    open: 'Where you look after it:',
  },
}
