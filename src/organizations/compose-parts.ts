import { wordsFor, type CampaignId, type LetterId } from '#kernel'
import { gatheringLetter, type GatheringLetter } from '#letters'
import type { Tx } from '#platform'

/** Reads letters, each once for a batch of mails. */
export function lettersRead(tx: Tx): (campaign: CampaignId, letter: LetterId) => Promise<GatheringLetter | undefined> {
  const known = new Map<string, GatheringLetter | undefined>()
  return async (campaign, letter) => {
    const key = `${campaign} ${letter}`
    if (!known.has(key)) known.set(key, await gatheringLetter(tx, campaign, letter))
    return known.get(key)
  }
}

/** How mails name a letter, in their own language. */
export function placeWords(
  letter: GatheringLetter,
  language: string,
): { readonly title: string; readonly recipients: string; readonly until: string | undefined } {
  const recipients = [...new Set(letter.editions.map(({ recipient }) => recipient))]
  const until =
    letter.signOnUntil && wordsFor(language).signOnMail.until(momentOf(letter.signOnUntil, letter.timeZone, language))
  return { title: letter.title, recipients: new Intl.ListFormat(language).format(recipients), until }
}

function momentOf(at: Date, timeZone: string, language: string): string {
  const parts = { year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const
  const locale = language === 'en' ? 'en-US' : language
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone, timeZoneName: 'short' }).format(at)
}

/** Plain text with an empty line between paragraphs; what is not there is left out. */
export const paragraphs = (...all: readonly (string | undefined)[]): string =>
  `${all.filter((one) => one !== undefined).join('\n\n')}\n`
