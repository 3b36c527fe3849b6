import { hasRole } from './roles.ts'

/** Streets, floors, boxes, postal codes, mail and phone: no part of who is addressed. */
export function isAddressLine(line: string): boolean {
  return (
    isPostal(line) ||
    /@|^(?:https?:|www\.)|^(?:tel|phone|fax|e-?mail|via)\b/iu.test(line) ||
    /^\d+[\w-]*\s.*\p{L}/u.test(line) ||
    isWordedStreet(line) ||
    /\s\d+[a-z]?$/u.test(line)
  )
}

/** A street whose number is a word ("One Harbor Plaza"). */
const isWordedStreet = (line: string): boolean =>
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s.*\b(?:street|st|road|avenue|ave|circle|square|plaza|place|lane|drive|boulevard|way|quay|terrace|parkway|center|centre)\b/iu.test(
    line,
  )

/** Lines that only stand in an address to which mail goes: a box, a city with its postal code. */
export function isPostal(line: string): boolean {
  return (
    line.length < 80 &&
    (/^(?:p\.?\s?o\.?|postal|gpo) box\b|^postfach\b|^apartado\b/iu.test(line) ||
      /^\p{Lu}[\p{L}.' -]+,?\s+[A-Z]{2,3}\s+\d{4,5}(?:-\d{4})?$/u.test(line) ||
      /^(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{Lu}/u.test(line))
  )
}

/** Names of buildings; they say something only beside other lines of an address. */
const isBuilding = (line: string): boolean =>
  !hasRole(line) && /\b(?:House|Capitol|Building|Tower|Plaza|Courthouse|Palace)$/u.test(line)

/** The lines of one address block that name somebody, and those that only lead there. */
export type AddressParts = { readonly kept: readonly string[]; readonly address: readonly string[] }

/**
 * Parts the lines of one person: what stands below the first line of the address is a way to go, unless no body was
 * named above it.
 */
export function addressParts(lines: readonly string[]): AddressParts {
  const first = lines.findIndex(isAddressLine)
  if (first < 0) return { kept: lines, address: [] }
  const names = (line: string, at: number): boolean => !isAddressLine(line) && (at === 0 || !isBuilding(line))
  const above = lines.slice(0, first).filter(names)
  const below = lines.slice(first).filter((line) => names(line, 1))
  const kept = above.length < 3 ? [...above, ...below.slice(0, 1)] : above
  return { kept, address: lines.filter((line) => !kept.includes(line)) }
}
