import type { Signatory } from '#kernel'

/** What a list may say of a signatory besides the name. */
export type SignatoryPart = 'representative' | 'title' | 'affiliation' | 'country' | 'note'

const parts: readonly SignatoryPart[] = ['representative', 'title', 'affiliation', 'country', 'note']

/** What stands beside a name, in the order of print, each said what it is: a post and a house both have commas in them. */
export function partsOf(signatory: Signatory): readonly { readonly part: SignatoryPart; readonly text: string }[] {
  return parts.flatMap((part) => {
    const text = signatory[part]
    return text === undefined || text === '' ? [] : [{ part, text }]
  })
}
