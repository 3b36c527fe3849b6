import { newId, type Means } from '#kernel'
import { gathersAt } from '#letters'
import { leaveMails, type Tx, type Vault } from '#platform'
import { contextOf } from './begin.ts'
import { homeLinkOf, parseHomeLink, parseSignOnLink } from './gather-link.ts'
import type { HomeId, HomeQuestion, NamedPlace, OfferedEdition } from './gathered.ts'
import { questionOf } from './home-answers.ts'
import { plainField } from './line-name.ts'
import { bonds, seal } from './sealed-people.ts'
import { openPerson } from './sign-on-view.ts'
import { offeredEditions, placeOf } from './start-sign-on.ts'
import { answersOf, findHome, homesOf, insertAnswer, insertHome } from './store-home.ts'
import { gatheredLines } from './store-lines.ts'
import { representativesOf } from './store-representatives.ts'

/** Links that one sign-on may have out, and answers that one link takes: more would only be a flood. */
const mostLinks = 20
const mostAnswers = 30
const longestWords = 2000

/** Makes a link that a representative passes to board or counsel: who has it reads, and says yes, no or asks. */
export async function askHome(
  tx: Tx,
  vault: Vault,
  { link }: { readonly link: string },
  means: Means,
): Promise<{ readonly kind: 'asked'; readonly link: string } | { readonly kind: 'gone' | 'too-many' }> {
  const target = parseSignOnLink(vault, link)
  const [line] = target ? await gatheredLines(tx, target.campaign, { signOn: target.signOn }) : []
  if (!target || !line || line.term !== target.term || line.withdrawnAt || line.isForgotten) return { kind: 'gone' }
  const { campaign, signOn, term } = target
  if ((await homesOf(tx, campaign, signOn)).length >= mostLinks) return { kind: 'too-many' }
  const home = newId<HomeId>(means)
  await insertHome(tx, { campaign, home, signOn, term, askedAt: means.now() })
  return { kind: 'asked', link: homeLinkOf(vault, { campaign, home }) }
}

/** What board or counsel see: the exact texts, who asks them, and what was answered so far. */
export type HomeView = NamedPlace & {
  /** The organization's name as it would be printed. */
  readonly name: string
  readonly representative: { readonly name: string; readonly role: string }
  readonly editions: readonly OfferedEdition[]
  readonly question: HomeQuestion
  /** An answer can still matter. */
  readonly isOpen: boolean
  readonly until: Date | undefined
}

/** The page of board or counsel. Changes nothing. */
export async function homeView(tx: Tx, vault: Vault, link: string, at: Date): Promise<HomeView | undefined> {
  const target = parseHomeLink(vault, link)
  const row = target && (await findHome(tx, target.campaign, target.home))
  if (!target || !row) return undefined
  const [line] = await gatheredLines(tx, target.campaign, { signOn: row.signOn })
  const context = line && (await contextOf(tx, target.campaign, line.letter))
  const people = await representativesOf(tx, target.campaign, row.signOn)
  const person = people.find(({ term }) => term === row.term)
  if (!line || !context || !person?.sealed || line.withdrawnAt) return undefined
  const { name, role } = openPerson(vault, person, person.sealed)
  return {
    ...placeOf(context.letter),
    name: line.line.name,
    representative: { name, role },
    editions: await offeredEditions(tx, context.letter),
    question: questionOf(vault, row, await answersOf(tx, target.campaign, [row.home])),
    isOpen: gathersAt(context.letter, at),
    until: context.letter.signOnUntil,
  }
}

/** What board or counsel say. */
export type HomeWish = {
  readonly link: string
  readonly name: string
  readonly answer: 'yes' | 'no' | 'question'
  readonly words?: string
}

/** Writes down what board or counsel say, and tells the representative by mail. It signs nothing. */
export async function answerHome(
  tx: Tx,
  vault: Vault,
  { link, name, answer, words }: HomeWish,
  means: Means,
): Promise<{ readonly kind: 'answered' } | { readonly kind: 'gone' | 'closed' | 'too-many' }> {
  const target = parseHomeLink(vault, link)
  const row = target && (await findHome(tx, target.campaign, target.home, true))
  if (!target || !row) return { kind: 'gone' }
  const { campaign, home } = target
  const [line] = await gatheredLines(tx, campaign, { signOn: row.signOn })
  const context = line && (await contextOf(tx, campaign, line.letter))
  if (!line || !context || line.withdrawnAt || line.isForgotten) return { kind: 'gone' }
  const at = means.now()
  if (!gathersAt(context.letter, at)) return { kind: 'closed' }
  if ((await answersOf(tx, campaign, [home])).length >= mostAnswers) return { kind: 'too-many' }
  const id = newId(means)
  const said = { name: plainField(name) ?? '', words: plainField(words, longestWords) }
  await insertAnswer(tx, { campaign, id, home, answer, sealed: seal(vault, bonds.answer(campaign, id), said), at })
  const ids = { campaign, signOn: line.id, term: String(line.term), answer: id }
  await leaveMails(tx, [{ id: newId(means), kind: 'organizations.home-question', ids, dueAt: at }])
  return { kind: 'answered' }
}
