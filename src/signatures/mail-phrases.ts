import { wordsFor, type CampaignId, type LetterId, type Words } from '#kernel'
import type { SignableLetter } from '#letters'
import type { SigningSettings } from './settings.ts'
import { namedVersions, unpackVersions } from './versions.ts'

/** What mails about the same versions of a letter have in common. */
export type MailPhrases = {
  readonly words: Words['signing']['mail']
  readonly title: string
  /** The letter and whom it is addressed to. */
  readonly what: string
  readonly foot: string
  readonly hearFrom: string | undefined
  /** A number as it is written in the mail's language. */
  readonly number: (value: number) => string
}

/** What a mail is about. */
export type MailSubject = { readonly campaign: CampaignId; readonly letter: LetterId; readonly versions: Buffer }

/**
 * Finds the phrases of mails, each made once for a whole batch: formatting a list takes longer than all the rest of a
 * mail. `undefined` where the letter is gone or its campaign gathers nothing.
 */
export function mailPhrases(
  letters: ReadonlyMap<LetterId, SignableLetter>,
  settings: ReadonlyMap<CampaignId, SigningSettings>,
): (subject: MailSubject, language: string) => MailPhrases | undefined {
  const made = new Map<string, MailPhrases | undefined>()
  return (subject, language) => {
    const key = `${subject.letter}\n${language}\n${subject.versions.toString('latin1')}`
    if (!made.has(key)) {
      const letter = letters.get(subject.letter)
      const signing = settings.get(subject.campaign)
      made.set(key, letter && signing && phrasesOf(letter, signing, subject.versions, language))
    }
    return made.get(key)
  }
}

function phrasesOf(letter: SignableLetter, signing: SigningSettings, versions: Buffer, language: string): MailPhrases {
  const words = wordsFor(language).signing.mail
  const recipients = namedVersions(letter, unpackVersions(versions)).map(({ recipient }) => recipient)
  const numbers = new Intl.NumberFormat(language)
  return {
    words,
    title: letter.title,
    what: words.confirm.letter(letter.title, new Intl.ListFormat(language).format([...new Set(recipients)])),
    foot: words.foot(signing.controller, signing.contact),
    hearFrom: signing.hearFrom,
    number: (value) => numbers.format(value),
  }
}
