/** Why a mail or a connection is turned away: the code of RFC 5321, that of RFC 3463, and words for the writer. */
export type Refusal = { readonly code: number; readonly text: string }

/** Every refusal. A code from 400 asks to come again, one from 500 ends the matter, and its words reach the writer. */
export const refusals = {
  crowded: { code: 421, text: '4.7.0 Too many connections from your network; please come again' },
  tooOften: { code: 451, text: '4.7.0 Too many mails from your network in a minute; please come again' },
  unknown: { code: 550, text: '5.1.1 Nobody here has this address' },
  'too-large': { code: 552, text: '5.3.4 This mail is too large' },
  'no-room': { code: 452, text: '4.3.1 Too much mail is under way; please come again' },
  'cut-off': { code: 451, text: '4.4.2 The mail did not arrive whole' },
  'dns-silent': { code: 451, text: '4.4.3 The DNS does not answer just now; please come again' },
  trouble: { code: 451, text: '4.3.0 We cannot take mail just now; please come again' },
  'not-for-us': {
    code: 550,
    text: '5.7.1 Nobody reads mail to this address. It takes the proofs that its own mails ask organizations for',
  },
  'too-many': { code: 550, text: '5.7.1 What this mail answers was answered too often; it is not kept' },
} as const satisfies Readonly<Record<string, Refusal>>

/** A refusal as the package that speaks SMTP wants it. */
export function replyOf({ code, text }: Refusal): Error {
  return Object.assign(new Error(text), { responseCode: code })
}
