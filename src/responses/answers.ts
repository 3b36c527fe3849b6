import type { CampaignRecord, RecordAnswer } from './record.ts'

/** What each reply says on each demand by the last word on it: a slip that was put right counts no more. */
export function latestAnswers({ answers }: Pick<CampaignRecord, 'answers'>): readonly RecordAnswer[] {
  const last = new Map(answers.map((answer) => [`${answer.reply} ${answer.demand}`, answer]))
  return answers.filter((answer) => last.get(`${answer.reply} ${answer.demand}`) === answer)
}
