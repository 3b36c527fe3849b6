/** The mails to organizations and their representatives. Part of {@link en}. Plain text, one paragraph a string. */
export const signOnMail = {
  letter: (title: string, recipients: string, campaign: string) =>
    `The letter “${title}” to ${recipients} (campaign: ${campaign}).`,
  until: (moment: string) => `Organizations can sign on until ${moment}.`,
  foot: (site: string) =>
    `This mail comes from ${site}. Whoever has the link above can use it: hand it on only to colleagues whom you trust with it.`,
  ask: {
    subject: (name: string, title: string) => `Will ${name} sign “${title}”?`,
    lead: (name: string, title: string, recipients: string) =>
      `We ask whether ${name} will sign the letter “${title}” to ${recipients}.`,
    open: (name: string) => `Read the exact text, and sign for ${name} if you may, on this page:`,
    no: 'If you do not want to, do nothing.',
  },
  reminder: {
    subject: (name: string, title: string) => `“${title}”: will ${name} sign?`,
    lead: (name: string, title: string, recipients: string) =>
      `We asked whether ${name} will sign the letter “${title}” to ${recipients}, and have no answer yet.`,
  },
  confirm: {
    subject: (title: string) => `Confirm your sign-on to “${title}”`,
    lead: (name: string, title: string) =>
      `Somebody (we hope it was you) wants to sign “${title}” for ${name} and gave this address.`,
    successor: (name: string, title: string) =>
      `You were named to speak for ${name}, whose sign-on to “${title}” is open to you on this page.`,
    open: 'Nothing is signed yet. Read the text once more, and sign, on this page:',
    keep: 'Keep this mail: by the same page you say yes to changed words, prove that you may sign, or withdraw.',
    notMe: 'Was it not you? Then do nothing: the form is deleted after a week.',
  },
  proof: {
    subject: (name: string) => `One step more for ${name}`,
    lead: (name: string, title: string) =>
      `You signed “${title}” for ${name}. A name is printed only when it is known that whoever signs may.`,
    how: 'Your page shows one line to send by mail from your organization’s own domain, or to publish in its DNS or on its site. If none of these works for you, wait: an organizer may call your organization.',
    open: 'Prove it here:',
  },
  changed: {
    subject: (title: string) => `The text of “${title}” changed`,
    lead: (name: string, title: string) =>
      `You signed “${title}” for ${name}. Its text has changed since, and ${name} is not printed under the new words unless you say yes to them.`,
    open: 'See word by word what changed, and say yes, on this page:',
    deputy: 'You get this mail because you were named as deputy.',
  },
  waiting: {
    subject: (name: string, title: string) => `Will ${name} sign “${title}”? Your page waits`,
    lead: (name: string, title: string) =>
      `You wanted to ask at home whether ${name} signs “${title}”. Nothing is signed yet.`,
    open: 'See what was answered, ask again, or sign, on this page:',
  },
  home: {
    subject: {
      yes: (name: string) => `Yes from home: ${name}`,
      no: (name: string) => `No from home: ${name}`,
      question: (name: string) => `A question from home: ${name}`,
    },
    lead: (who: string, title: string) => `${who} answered about “${title}”:`,
    somebody: 'Somebody to whom you passed the link',
    said: { yes: 'Yes.', no: 'No.', question: 'A question.' },
    open: 'Nothing was signed by this. Your own page:',
  },
  ready: {
    subject: (title: string) => `“${title}”: the list is ready`,
    lead: (name: string, title: string) => `The list of “${title}” is final, and ${name} stands on it.`,
    open: 'See your line, or withdraw, here:',
  },
}
