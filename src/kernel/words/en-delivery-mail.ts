/** The mails that carry a letter to its recipient, and those that remind organizers. Part of {@link en}. Plain text, one paragraph a string. */
export const deliveryMail = {
  letter: {
    subject: (title: string) => `Letter: ${title}`,
    to: (name: string) => `To ${name}`,
    toPost: (name: string, post: string) => `To ${name}, ${post}`,
    lead: (title: string, recipient: string) =>
      `You find attached the letter “${title}” to ${recipient}, as it was signed.`,
    file: (name: string, hash: string) => `The file ${name} has the SHA-256 ${hash}.`,
    text: (hash: string) => `The text that was signed has the SHA-256 ${hash}.`,
    reply: 'An answer to this mail reaches those who wrote to you. It is kept as it comes.',
    page: (address: string) =>
      `You can also read the letter and answer it on a page of your own: ${address}\nWhoever has this address can answer in your name; what comes that way is read by a person before it counts as yours.`,
    replyTo: (address: string) => `Please send your answer to ${address}.`,
  },
  reminder: {
    subject: {
      'follow-up': (recipient: string) => `Time to follow up with ${recipient}`,
      deadline: (recipient: string) => `${recipient} has not answered by the stated deadline`,
    },
    lead: (title: string, recipient: string, day: string) => `“${title}” was sent to ${recipient} on ${day}.`,
    passed: {
      'follow-up': (day: string) =>
        `The day on which you wanted to follow up, ${day}, is past, and no answer is written down.`,
      deadline: (day: string) => `The deadline that the letter states, ${day}, is past, and no answer is written down.`,
    },
    notOverdue: 'The letter states no deadline that is past, so do not call the answer overdue.',
    open: 'What was sent, and what became of it:',
  },
}
