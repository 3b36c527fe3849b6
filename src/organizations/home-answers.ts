import type { CampaignId, SignOnId } from '#kernel'
import type { Tx, Vault } from '#platform'
import type { HomeAnswer, HomeQuestion } from './gathered.ts'
import { bonds, openAnswer } from './sealed-people.ts'
import { answersOf, homesOf, type AnswerRow, type HomeRow } from './store-home.ts'

/** The questions to board or counsel about a sign-on, with what was answered, oldest first. */
export async function homeQuestions(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
  signOn: SignOnId,
): Promise<readonly HomeQuestion[]> {
  const homes = await homesOf(tx, campaign, signOn)
  if (homes.length === 0) return []
  const answers = await answersOf(
    tx,
    campaign,
    homes.map(({ home }) => home),
  )
  return homes.map((one) => questionOf(vault, one, answers))
}

/** One question with its answers. */
export function questionOf(vault: Vault, { home, askedAt }: HomeRow, answers: readonly AnswerRow[]): HomeQuestion {
  return { home, askedAt, answers: answers.filter((one) => one.home === home).map((one) => answerOf(vault, one)) }
}

function answerOf(vault: Vault, { campaign, id, answer, sealed, at }: AnswerRow): HomeAnswer {
  const said = sealed ? openAnswer(vault, bonds.answer(campaign, id), sealed) : { name: '', words: undefined }
  return { name: said.name, answer, words: said.words, at }
}
