import type { Addressee } from '#kernel'

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
