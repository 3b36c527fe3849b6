import { addressesIn, type Author } from './mail-address.ts'
import { valuesOf, type MailField } from './mail-header.ts'
import { readProofSubject, type Challenge, type TextHash } from './proof-subject.ts'
import type { MailDoubt, MailRefusal } from './verdict.ts'

/** What the Subject of a proof has to hold, and until when. */
export type ExpectedSubject = { readonly challenge: Challenge; readonly textHash: TextHash; readonly endsAt: Date }

/** The value of a field that stands exactly once. */
export function theOnly(header: readonly MailField[], name: string): string | undefined {
  const [value, ...more] = valuesOf(header, name)
  return more.length === 0 ? value : undefined
}

/** The challenge that a mail answers, by its Subject; what the mail is worth is not asked. */
export function challengeOf(header: readonly MailField[]): Challenge | undefined {
  const subject = theOnly(header, 'subject')
  return subject === undefined ? undefined : readProofSubject(subject).challenge
}

/** What is wrong with the Subject. */
export function refusalsOfSubject(
  header: readonly MailField[],
  expected: ExpectedSubject,
  now: Date,
): readonly MailRefusal[] {
  const value = theOnly(header, 'subject')
  if (value === undefined) return ['subject-unclear']
  const said = readProofSubject(value)
  if (said.challenge === undefined || said.textHash === undefined) return ['challenge-missing']
  if (said.challenge !== expected.challenge) return ['other-challenge']
  if (said.textHash !== expected.textHash) return ['other-text']
  return now < expected.endsAt ? [] : ['challenge-expired']
}

const robots = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|autoreply|auto-?responder)(?:[+=-].*)?$/i

/**
 * Whether a program wrote the mail (RFC 3834). Whoever writes to an organization with our challenge as Subject, in our
 * name, would else be answered by its machines with everything a proof needs.
 */
export function automaticReply(header: readonly MailField[], author: Author | undefined): readonly MailRefusal[] {
  const isAutomatic =
    valuesOf(header, 'auto-submitted').some((value) => !/^no\b/i.test(value)) ||
    valuesOf(header, 'precedence').some((value) => /auto.?reply/i.test(value)) ||
    header.some(({ name }) => /^x-auto(?:reply|respond|response$)/.test(name) || name === 'x-failed-recipients') ||
    valuesOf(header, 'return-path').some((value) => /^<\s*>$/.test(value)) ||
    valuesOf(header, 'content-type').some((value) => /^multipart\/report\b/i.test(value)) ||
    (author !== undefined && robots.test(author.local))
  return isAutomatic ? ['automatic-reply'] : []
}

/**
 * What in the header a person should look at. Programs that answer by themselves do not always say so, and what is not
 * signed can be taken out on the way; so a Subject with other words, and a mail that is not addressed to us in a signed
 * field, are for a person.
 */
export function doubtsOfHeader(
  header: readonly MailField[],
  signedFields: readonly string[],
  inbox: string,
): readonly MailDoubt[] {
  const subject = theOnly(header, 'subject')
  const isOurs = ['to', 'cc'].some(
    (name) => signedFields.includes(name) && addressesIn(theOnly(header, name) ?? '').includes(inbox.toLowerCase()),
  )
  const doubts: readonly (MailDoubt | false)[] = [
    subject !== undefined && !readProofSubject(subject).alone && 'words-in-subject',
    header.some(({ name }) => name === 'in-reply-to' || name === 'references') && 'is-answer',
    !isOurs && 'not-addressed-to-us',
    header.some(({ name }) => name === 'list-id' || name === 'list-post') && 'passed-by-list',
  ]
  return doubts.filter((one) => one !== false)
}
