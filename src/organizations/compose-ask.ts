import { wordsFor, type CampaignId } from '#kernel'
import { gathersAt } from '#letters'
import type { ComposedMail, Composer, DueMail, Tx, Vault } from '#platform'
import { gatherLinkOf } from './gather-link.ts'
import type { AskId } from './gathered.ts'
import { bonds, openAsk } from './sealed-people.ts'
import { lettersRead, paragraphs, placeWords } from './compose-parts.ts'
import type { SignOnMailLinks } from './sign-on-mail-links.ts'
import { findAsk } from './store-asks.ts'

/** The mails to those who are asked: `organizations.ask` and `organizations.reminder`, of the ids `{ campaign, ask }`. */
export function askComposer(vault: Vault, links: SignOnMailLinks, kind: 'ask' | 'reminder'): Composer {
  return async (tx, notes, at) => {
    const letters = lettersRead(tx)
    const mails: (ComposedMail | undefined)[] = []
    for (const note of notes) mails.push(await askMail(tx, note))
    return mails

    async function askMail(reading: Tx, { ids }: DueMail): Promise<ComposedMail | undefined> {
      const campaign = (ids['campaign'] ?? '') as CampaignId
      const ask = await findAsk(reading, campaign, (ids['ask'] ?? '') as AskId)
      if (!ask?.sealed || ask.status === 'declined') return undefined
      const letter = await letters(campaign, ask.letter)
      const { email, language } = openAsk(vault, bonds.ask(campaign, ask.id), ask.sealed)
      if (!letter || email === undefined || !gathersAt(letter, at)) return undefined
      const words = wordsFor(language).signOnMail
      const { title, recipients, until } = placeWords(letter, language)
      const link = gatherLinkOf(vault, { kind: 'ask', campaign, letter: letter.id, ask: ask.id })
      const address = links.gather(link)
      const text = paragraphs(
        words[kind].lead(ask.name, title, recipients),
        `${words.ask.open(ask.name)}\n${address}`,
        until,
        words.ask.no,
        words.foot(new URL(address).host),
      )
      return { to: email, subject: words[kind].subject(ask.name, title), text, language }
    }
  }
}
