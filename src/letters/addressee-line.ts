import { oneLine, type Addressee } from '#kernel'

const partOf = (text: string | undefined): string | undefined => oneLine(text ?? '') || undefined

/**
 * Reads whom a letter is addressed to, as people write it on one line: `Name, Title, Organization`. A title may hold
 * commas; with two parts there is no organization; a comma at the front leaves the name out. Where a name or an
 * organization has a comma itself, bars separate: `Name | Title | Organization`.
 * @returns `undefined` where nothing is named.
 */
export function parseAddressee(line: string): Addressee | undefined {
  const isBarred = line.includes('|')
  const parts = line.split(isBarred ? '|' : ',')
  const [name, ...rest] = parts
  const organization = rest.length > 1 ? rest.at(-1) : undefined
  const titles = organization === undefined ? rest : rest.slice(0, -1)
  const found = {
    name: partOf(name),
    title: partOf(titles.map((one) => one.trim()).join(isBarred ? ' | ' : ', ')),
    organization: partOf(organization),
  }
  return found.name || found.title || found.organization ? found : undefined
}

/** One line per addressee, empty lines left out. */
export function parseAddressees(typed: string): readonly Addressee[] {
  return typed.split(/\r\n|\r|\n/u).flatMap((line) => parseAddressee(line) ?? [])
}

/** An addressee as the line that {@link parseAddressee} reads as the same. */
export function addresseeLine({ name, title, organization }: Addressee): string {
  const parts = [name, title, ...(organization === undefined ? [] : [organization])]
  const plain = name !== undefined && title !== undefined && !/[,|]/u.test(`${name}${title}${organization ?? ''}`)
  if (title === undefined && organization === undefined && name !== undefined && !/[,|]/u.test(name)) return name
  return parts.map((part) => part ?? '').join(plain ? ', ' : ' | ')
}
