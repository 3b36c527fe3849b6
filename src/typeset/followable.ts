/**
 * Where a link may lead: out of the letter, by web or mail, and nowhere else; no file of ours runs a script or opens a
 * file. @returns the address in ASCII, as PDF and Word want it, or `undefined` for what is printed as a lost target.
 */
export function followable(href: string | undefined): string | undefined {
  if (href === undefined || href.length > 4000) return undefined
  if (!/^(https?:\/\/|mailto:)[^\s]/i.test(href) || !URL.canParse(href)) return undefined
  return /^[\x21-\x7e]+$/.test(href) ? href : new URL(href).href
}
