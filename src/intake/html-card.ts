import { attribute, elementsIn, textOf, type HtmlElement } from './html-tree.ts'
import { cleanLine, type SourceCard, type SourceLine } from './source-text.ts'

/** The terms of h-card (microformats2) that a list of signatories needs, and what they are called here. */
const terms: Readonly<Record<string, Exclude<keyof SourceCard, 'kind' | 'name'>>> = {
  'p-job-title': 'title',
  'p-org': 'affiliation',
  'p-country-name': 'country',
  'p-note': 'note',
  'p-x-representative': 'representative',
}

const classesOf = (element: HtmlElement): readonly string[] => attribute(element, 'class').split(/\s+/u)

/**
 * The line of a list item that is a card of somebody (h-card): a person, or an organization where the name is that of an
 * organization; `undefined` for any other item.
 */
export function cardLine(item: HtmlElement): SourceLine | undefined {
  const own = classesOf(item)
  if (!own.includes('h-card')) return undefined
  let isOrganization = own.includes('organization')
  const parts: { -readonly [Part in keyof SourceCard]: string } = {}
  for (const element of elementsIn(item)) {
    if (element === item) continue
    const classes = classesOf(element)
    const text = textOf(element)
    if (classes.includes('p-name')) {
      parts.name = `${parts.name ?? ''}${text}`
      isOrganization ||= classes.includes('p-org')
      continue
    }
    for (const named of classes) {
      const part = terms[named]
      if (part !== undefined) parts[part] = `${parts[part] ?? ''}${text}`
    }
  }
  const clean = Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, cleanLine(text)]))
  if (!clean['name']) return undefined
  const card: SourceCard = { ...clean, kind: isOrganization ? 'organization' : 'person' }
  const { representative, title, affiliation, country, note } = card
  const text = [card.name, representative, title, affiliation, country, note].filter((part) => part).join(', ')
  return { text, hints: { startsItem: true, whole: true, card } }
}
