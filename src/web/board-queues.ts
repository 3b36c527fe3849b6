import { wordsFor } from '#kernel'
import { queueNames, type Queue, type QueueName } from '#organizations'
import { html, type Insertable, type Markup } from '#typeset'
import { ago } from './board-frame.ts'
import { countOf } from './phrases.ts'
import { routes } from './routes.ts'

/** What waits for somebody in a campaign, and where its lists are. */
export type QueuesShown = {
  readonly queues: Readonly<Record<QueueName, Queue>>
  /** Of each letter, how many names wait for its list to be finalized. */
  readonly toFinalize?: readonly { readonly letter: string; readonly count: number }[]
  readonly campaign: string
  readonly letters: readonly { readonly id: string; readonly slug: string; readonly title: string }[]
  readonly language: string
  readonly now: Date
}

/** The five queues: how much waits in each, since when, and the way to it. */
export function queuesSection(shown: QueuesShown): Markup {
  const words = wordsFor(shown.language).board.queuesHome
  const { campaign, letters, toFinalize = [] } = shown
  const lists = toFinalize.flatMap(({ letter, count }) => {
    const found = letters.find(({ id }) => id === letter)
    return found ? [{ path: routes.finalList(campaign, found.slug), said: words.toFinalize(count, found.title) }] : []
  })
  return html`<h2>${words.title}</h2>
    ${lists.map(({ path, said }) => html`<p class="note"><a href="${path}">${said}</a></p>`)}
    <dl class="queues">${queueNames.map((name) => entry(name, shown))}</dl>`
}

function entry(name: QueueName, { queues, language, now, ...shown }: QueuesShown): Markup {
  const words = wordsFor(language).board
  const { count, oldest } = queues[name]
  return html`<dt>${words.queues[name]}</dt>
    <dd>
      ${count === 0 ? words.queuesHome.nothing : html`<b>${countOf(count, language)}</b>`}${oldest && html`, ${words.queuesHome.oldest(ago(oldest, now, language))}`}
      ${count > 0 && ways(name, queues[name], { ...shown, language })}
      <br /><span class="quiet">${words.queuesHome.means[name]}</span>
    </dd>`
}

/** To the list of each letter that has any; where the campaign has one letter, its title need not be said. */
function ways(
  name: QueueName,
  queue: Queue,
  { campaign, letters, language }: Pick<QueuesShown, 'campaign' | 'letters' | 'language'>,
): Insertable {
  const words = wordsFor(language).board
  return queue.letters.flatMap(({ letter, count }): readonly Insertable[] => {
    const found = letters.find(({ id }) => id === letter)
    if (!found) return []
    // The same rows are counted and listed there, so that number and list cannot disagree.
    const path = `${routes.boardSignOns(campaign, found.slug)}?show=${name}`
    const said = letters.length > 1 ? `${found.title} (${countOf(count, language)})` : words.queuesHome.see
    return [html` <a href="${path}" aria-label="${said}: ${words.queues[name]}">${said}</a>`]
  })
}
