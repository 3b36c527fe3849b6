import { parse, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import { policyTag } from './site-policy.ts'
import { dropElement, elementsOf, fill, freeze, isWithin, valueOf, type Element } from './site-tree.ts'

/** A link of a page: `isPart` where the page cannot be seen without what it leads to. */
export type PageLink = { readonly href: string; readonly isPart: boolean }

/** Every link of a page, in order. */
export function linksOf(page: string): readonly PageLink[] {
  const links: PageLink[] = []
  for (const element of elementsOf(parse(page)))
    for (const { name, value } of element.attrs)
      if (isAddress(element, name) && element.tagName !== 'form')
        links.push({ href: value, isPart: isPart(element, name) })
  return links
}

/** The language that a page says it is in; English where it says none. */
export const languageOf = (page: string): string => /<html[^>]*\slang="([^"]+)"/.exec(page)?.[1] ?? 'en'

/** How a page is written anew for a folder. */
export type PageRewrite = {
  /** What stands for an address; the same one where nothing of ours does; `undefined` where it leads nowhere from a disk. */
  readonly linkTo: (href: string) => string | undefined
  /** Put at the top of the page, as HTML; a page of others gets none, it is shown as it was captured. */
  readonly banner: string
  /** Put in place of what has to be sent, as HTML. */
  readonly insteadOf: { readonly form: string; readonly search: string }
  /** What the server let the page do, where it is a page of others. */
  readonly policy: string | undefined
}

/** A page as it stands in the folder: its links lead into the folder, and nothing is left on it that would be sent. */
export function rewritePage(page: string, wish: PageRewrite): string {
  const { linkTo, banner, policy } = wish
  const document = parse(page)
  // What is taken out must not shorten the list that is walked.
  for (const element of [...elementsOf(document)]) {
    if (policy === undefined) takeOut(element, wish)
    else freeze(element)
    for (const attribute of element.attrs)
      if (isAddress(element, attribute.name)) {
        const link = linkTo(attribute.value)
        if (link === undefined) dropElement(isBar(element) ? element.parentNode : element)
        else attribute.value = link
      }
  }
  const whole = serialize(document)
  return policy === undefined
    ? whole.replace(/<body[^>]*>/, (body) => `${body}${banner}`)
    : whole.replace('<head>', () => `<head>${policyTag(policy)}`)
}

const controls: ReadonlySet<string> = new Set(['button', 'input', 'select', 'textarea'])

/** Forms and fields of our own pages go; what the recount's script shows stays, as it works without a server of ours. */
function takeOut(element: Element, { insteadOf }: PageRewrite): void {
  if (element.tagName === 'form')
    fill(element, valueOf(element, 'role') === 'search' ? insteadOf.search : insteadOf.form)
  else if (controls.has(element.tagName) && !isWithin(element, 'data-live')) dropElement(element)
}

/** The bar at the foot of the screen says nothing but how many signed, and leads to the form. */
const isBar = ({ parentNode }: Element): boolean =>
  parentNode !== null && 'attrs' in parentNode && valueOf(parentNode, 'class') === 'signbar'

const isAddress = (element: Element, attribute: string): boolean =>
  (attribute === 'href' && valueOf(element, 'rel') !== 'canonical') ||
  attribute === 'src' ||
  attribute === 'data-log' ||
  (element.tagName === 'object' && attribute === 'data')

const isPart = (element: DefaultTreeAdapterTypes.Element, attribute: string): boolean =>
  attribute === 'src' ||
  attribute === 'data' ||
  (element.tagName === 'link' && /stylesheet|icon/.test(valueOf(element, 'rel') ?? ''))
