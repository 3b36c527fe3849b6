import { wordsFor, type Addressee } from '#kernel'

/**
 * The lines of an address block, one list for each addressee, on paper and on the page alike: name, title and
 * organization. An organization that neighbors share stands once, under the last of them.
 */
export function addresseeLines(addressees: readonly Addressee[]): readonly (readonly string[])[] {
  return addressees
    .map(({ name, title, organization }, index) => {
      const shared = addressees[index + 1]?.organization === organization
      return [name, title, shared ? undefined : organization].flatMap((line) => line || [])
    })
    .filter((lines) => lines.length > 0)
}

/** Who receives a copy, in one line; nothing where nobody does. */
export function copiesLine(copies: readonly Addressee[], language: string): string | undefined {
  const people = addresseeLines(copies).map((lines) => lines.join(', '))
  return people.length === 0 ? undefined : `${wordsFor(language).sheet.copies} ${people.join('; ')}`
}
