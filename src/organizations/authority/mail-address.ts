import { parseDomainName, type DomainName } from '#platform'

/** The one author of a mail. */
export type Author = { readonly local: string; readonly domain: DomainName }

const localPart = /^[\p{L}\p{N}!#$%&'*+\-/=?^_`{|}~]+(?:\.[\p{L}\p{N}!#$%&'*+\-/=?^_`{|}~]+)*$/u

/**
 * Reads a From field that names exactly one mailbox in one of the two plain ways, `local@domain` and
 * `name <local@domain>`. Groups, lists, routes, comments, quoted local parts and a second address in the angle brackets
 * are refused: readers of mail differ in what they make of them.
 */
export function parseAuthor(value: string): Author | undefined {
  const [, inBrackets] = /^(?:"(?:[^"\\]|\\.)*"|[^"<>(),:;@\\]*)\s*<([^<>\s]+)>$/u.exec(value.trim()) ?? []
  return addressOf(inBrackets ?? value.trim())
}

/** The addresses of a To or Cc field in lower case, as far as they are plain. */
export function addressesIn(value: string): readonly string[] {
  return (value.match(/[^\s<>",;:()]+@[^\s<>",;:()]+/gu) ?? []).map((address) => address.toLowerCase())
}

function addressOf(text: string): Author | undefined {
  const [local = '', host = '', ...rest] = text.split('@')
  const domain = rest.length === 0 && localPart.test(local) ? parseDomainName(host) : undefined
  return domain === undefined || /[\s[\]]/u.test(host) ? undefined : { local, domain }
}
