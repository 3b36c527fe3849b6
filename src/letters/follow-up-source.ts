import { canonicalLine } from '#proof'
import type { Demand } from './letter.ts'
import { attributeOf, markdownBlock, markdownOf } from './markdown-text.ts'

/** A demand's wording, and who is asked so. */
type Wording = { readonly demand: Demand; readonly nth: number; readonly recipients: readonly string[] }

/**
 * A source that asks each recipient again for what it was asked: an opening sentence and the demands as a list, each
 * in its own words, for those alone whom it was asked of.
 * @param asked what each recipient was asked, by its slug.
 * @param opening Markdown.
 */
export function followUpSource(asked: ReadonlyMap<string, readonly Demand[]>, opening: string): string {
  const lines = wordingsOf(asked).map(({ demand: { slug, wording }, recipients }) => {
    const audience = recipients.length === asked.size ? '' : ` for=${attributeOf(recipients.join(' '))}`
    const words = markdownOf([{ kind: 'text', text: wording }])
    return markdownBlock('bullet', `:demand[${words}]{id=${attributeOf(slug)}${audience}}`)
  })
  return `${[opening, lines.join('\n')].filter((part) => part !== '').join('\n\n')}\n`
}

/** Every wording once: demands in the order of whoever has the most, wordings of one demand beside each other. */
function wordingsOf(asked: ReadonlyMap<string, readonly Demand[]>): readonly Wording[] {
  const found: (Omit<Wording, 'recipients'> & { readonly recipients: string[] })[] = []
  for (const [recipient, all] of asked) {
    // What came in with a folder may be anything; what says nothing cannot be asked again.
    const demands = all
      .map(({ slug, wording }) => ({ slug, wording: canonicalLine(wording) }))
      .filter(({ wording }) => wording !== '')
    let after = 0
    for (const [index, demand] of demands.entries()) {
      // One edition may name a demand twice, in two sentences: the second is the second everywhere.
      const nth = demands.slice(0, index).filter(({ slug }) => slug === demand.slug).length
      const alike = found.findIndex(
        (one, at) =>
          at >= after && one.nth === nth && sameDemand(one.demand, demand) && !one.recipients.includes(recipient),
      )
      if (alike >= 0) {
        found[alike]?.recipients.push(recipient)
        after = alike + 1
        continue
      }
      const beside = found.findLastIndex((one) => one.nth === nth && one.demand.slug === demand.slug)
      const at = Math.max(after, beside + 1)
      found.splice(at, 0, { demand, nth, recipients: [recipient] })
      after = at + 1
    }
  }
  return found
}

const sameDemand = (one: Demand, other: Demand): boolean => one.slug === other.slug && one.wording === other.wording
