import type { Context } from 'hono'
import { wordsFor } from '#kernel'
import { answerHome, homeView, parseHomeLink, type HomeView } from '#organizations'
import type { Tx } from '#platform'
import { parseField } from '#signatures'
import { refuse, type Router } from './keep.ts'
import { seeOther } from './personal-page.ts'
import { counselPage, type CounselShown } from './represent-counsel-page.ts'
import type { CounselFacts } from './represent-facts.ts'
import { editionToSign } from './represent-read-join.ts'
import { linkIn, nothingThere, posting, representResponse, type Representing } from './represent-visit.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

const longestAnswer = 2000

/** What board or counsel are given to read, and their answer. */
export function addRepresentCounsel(app: Router, representing: Representing): void {
  const { means, represent } = representing
  app.get(patterns.counsel, (c) =>
    means.database.read((tx) =>
      withHome(c, representing, tx, async (facts) => {
        const said = parseAnswer(c.req.query('said'))
        return representResponse(representing, counselPage(facts, { said }))
      }),
    ),
  )
  app.post(patterns.counsel, (c) =>
    posting(c, representing, async (posted) => {
      const answer = await means.database.transaction((tx) =>
        withHome(c, representing, tx, (facts) => takeAnswer(representing, tx, facts, posted)),
      )
      represent.wakeMailer()
      return answer
    }),
  )
}

async function withHome(
  c: Context,
  representing: Representing,
  tx: Tx,
  work: (facts: CounselFacts) => Promise<Response>,
): Promise<Response> {
  const view = await homeView(tx, representing.represent.vault, linkIn(c), representing.means.now())
  if (!view)
    return nothingThere(representing, parseHomeLink(representing.represent.vault, linkIn(c)) ? 'gone' : 'broken')
  return await work(factsOf(linkIn(c), view))
}

const factsOf = (link: string, view: HomeView): CounselFacts => ({
  link,
  campaign: { title: view.campaignTitle, timeZone: view.timeZone },
  letter: { title: view.letterTitle, language: view.language },
  editions: view.editions.map(editionToSign),
  name: view.name,
  asks: view.representative,
  until: view.until,
  isOpen: view.isOpen,
})

async function takeAnswer(
  representing: Representing,
  tx: Tx,
  facts: CounselFacts,
  posted: URLSearchParams,
): Promise<Response> {
  const { means, represent } = representing
  const words = wordsFor(facts.letter.language).represent
  const typed = { name: posted.get('name') ?? '', words: (posted.get('words') ?? '').replaceAll('\r\n', '\n') }
  const shown = (more: CounselShown, status: number) =>
    representResponse(representing, counselPage(facts, { typed, ...more }), { status })
  const answer = parseAnswer(posted.get('answer'))
  if (!answer) return refuse(means, 'bad')
  const name = parseField(typed.name)
  const said = parseField(typed.words, longestAnswer)
  const errors: FieldError[] = []
  if (name.kind === 'wrong') errors.push({ field: 'name', said: words.errors.hidden(words.counsel.name) })
  else if (name.text === undefined) errors.push({ field: 'name', said: words.counsel.noName })
  if (said.kind === 'wrong') errors.push({ field: 'words', said: wrongWords(facts.letter.language, said.why) })
  else if (answer === 'question' && said.text === undefined)
    errors.push({ field: 'words', said: words.counsel.noQuestion })
  if (errors.length > 0 || name.kind === 'wrong' || name.text === undefined || said.kind === 'wrong')
    return shown({ errors }, 422)
  const wish = { link: facts.link, name: name.text, answer, ...(said.text !== undefined && { words: said.text }) }
  const outcome = await answerHome(tx, represent.vault, wish, means)
  switch (outcome.kind) {
    case 'answered':
      return seeOther(`${routes.counsel(facts.link)}?said=${answer}`)
    case 'closed':
      return representResponse(representing, counselPage({ ...facts, isOpen: false }), { status: 410 })
    case 'too-many':
      return shown({ errors: [{ field: 'words', said: words.counsel.tooMany }] }, 429)
    case 'gone':
      return nothingThere(representing, 'gone')
    default:
      return outcome satisfies never
  }
}

function wrongWords(language: string, why: string): string {
  const { errors, counsel } = wordsFor(language).represent
  const label = counsel.words
  return why === 'too-long' ? errors.tooLong(label, longestAnswer) : errors.hidden(label)
}

const parseAnswer = (text: string | null | undefined): 'yes' | 'no' | 'question' | undefined =>
  text === 'yes' || text === 'no' || text === 'question' ? text : undefined
