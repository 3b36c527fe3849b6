import { Fault } from '#kernel'
import { findCampaign, type Campaign } from '#letters'
import { longestReason, parseReason } from '#signatures'
import type { CommandMeans, ExitCode } from './command.ts'
import { withSealedHouse, type SealedHouse } from './sealed-house.ts'

/** What a command that reviews a campaign works with. */
export type ReviewHouse = SealedHouse & { readonly campaign: Campaign }

/** Opens the database with the keys it was filled with, for one campaign by its name in its address. */
export async function withReviewHouse(
  means: CommandMeans,
  slug: string,
  work: (house: ReviewHouse) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withSealedHouse(means, async (house) => {
    const campaign = await house.database.read((tx) => findCampaign(tx, slug))
    if (campaign) return work({ ...house, campaign })
    means.terminal.say(`There is no campaign “${slug}”.`)
    return 2
  })
}

/** Waits for a yes; `undefined` when nobody can answer. */
export async function agreed(means: CommandMeans, question: string, isSure: boolean): Promise<boolean | undefined> {
  if (isSure) return true
  const answer = await means.terminal.ask(`${question} [y/N] `)
  return answer === undefined ? undefined : /^y(es)?$/i.test(answer.trim())
}

/** A number from 1 on, as it was typed: of a review, or of a leaf. */
export function numberOf(text: string): number {
  const number = /^\d{1,12}$/.test(text) ? Number(text) : 0
  if (number < 1)
    throw new Fault('config-invalid', `“${text}” is no number: the lists of this command tell which there are.`)
  return number
}

/** A reason as it was typed; `undefined` when there is none. Refused before anything is begun: the log takes no other. */
export function reasonOf(typed: string | undefined): string | undefined {
  const read = parseReason(typed ?? '')
  if (read.kind === 'read') return read.text
  const sentence =
    read.why === 'too-long'
      ? `The reason may have at most ${longestReason} characters.`
      : 'The reason has hidden or control characters, which the public log does not take.'
  throw new Fault('config-invalid', sentence)
}
