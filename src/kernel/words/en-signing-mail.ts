/** The mails to those who sign, and the sentence they agree to. Part of {@link en}. Plain text, one paragraph a string. */
export const signingMail = {
  confirm: {
    subject: (letter: string) => `Please confirm: ${letter}`,
    // Nothing that was typed into the form stands in this mail: it may go to somebody who never saw the form.
    lead: 'With this address, somebody (we hope it was you) asked to sign:',
    letter: (title: string, recipients: string) => `“${title}”, to ${recipients}`,
    open: 'To confirm, open this page and press its button:',
    code: (code: string) => `Or type this code where you signed: ${code}`,
    codeLife: 'The code works for 10 minutes, the link for a week.',
    until: 'Until then nothing is counted and nothing is published.',
    notMe: 'Was it not you? Then nothing more will happen. If you want no further mail about this letter, say so here:',
  },
  already: {
    subject: (letter: string) => `You have already signed: ${letter}`,
    lead: 'Somebody (we hope it was you) signed again with this address. You had signed already, so nothing changes:',
    mine: 'See, change or withdraw your signature here:',
  },
  receipt: {
    subject: (letter: string) => `Your signature is counted: ${letter}`,
    hello: (name: string) => `Thank you, ${name}.`,
    lead: (index: string) => `Your signature is number ${index} in the public log of this campaign:`,
    mine: 'See it, change what is shown, withdraw it or have your data erased here. Keep this link to yourself:',
    file: 'The attached file is your receipt. It proves that your signature stands in the log, to anyone and without us; keep it with this mail.',
    // Who may ask for a mail to stop is told how.
    hears: (from: string, address: string) => `You asked to hear from ${from}. To end that: ${address}`,
  },
  answer: {
    subject: (recipient: string, letter: string) => `${recipient} answered: ${letter}`,
    hello: (name: string) => `Dear ${name},`,
    lead: (recipient: string) => `${recipient} answered the letter that you signed:`,
    read: 'Read the answer word for word here:',
    once: 'You are told of this answer once, in this mail.',
  },
  /** Foot of each: who answers for the data. */
  foot: (controller: string, contact: string) => `${controller} answers for your data: ${contact}`,
}

/** What a signer agrees to; kept with each signature in the wording it had then. */
export const signingConsent = (controller: string): string =>
  `I sign this letter and agree that ${controller} keeps my name, my e-mail address and what I enter here, to count my signature and to show that it is genuine. Signing shows a political opinion. I can withdraw at any time.`
