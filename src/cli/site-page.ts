import { parse, serialize, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

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

/** How a page is written anew for a folder. */
export type PageRewrite = {
  /** What stands for an address; the same address where nothing of ours does. */
  readonly linkTo: (href: string) => string
  /** Put at the top of the page, as HTML; a replayed page of others gets none. */
  readonly banner: string | undefined
  /** Put in place of a form, as HTML. */
  readonly insteadOfForm: string
  /** What the server let the page do, where it is a page of others. */
  readonly policy: string | undefined
}

/** A page as it stands in the folder: its links lead into the folder, its forms are gone. */
export function rewritePage(page: string, { linkTo, banner, insteadOfForm, policy }: PageRewrite): string {
  const document = parse(page)
  for (const element of elementsOf(document)) {
    if (element.tagName === 'form') replaceBy(element, insteadOfForm)
    for (const attribute of element.attrs)
      if (isAddress(element, attribute.name)) attribute.value = linkTo(attribute.value)
  }
  const whole = serialize(document)
  const guarded = policy === undefined ? whole : whole.replace('<head>', () => `<head>${policyTag(policy)}`)
  return banner === undefined ? guarded : guarded.replace(/<body[^>]*>/, (body) => `${body}${banner}`)
}

/**
 * A sandbox cannot be asked for in a page, only by a server: a page of others that is opened from a disk is kept from
 * running anything by forbidding scripts, frames and forms, and from calling home by what the server forbade already.
 */
function policyTag(policy: string): string {
  const dropped = /^(?:sandbox|frame-ancestors|report-uri|report-to)\b/
  const kept = policy
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !dropped.test(one))
  const closed = ['script-src', 'frame-src', 'object-src', 'connect-src', 'form-action', 'base-uri']
  const more = closed.filter((name) => !kept.some((one) => one.startsWith(`${name} `))).map((name) => `${name} 'none'`)
  const content = [...kept, ...more].join('; ').replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<meta http-equiv="Content-Security-Policy" content="${content}">`
}

function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node
  if ('content' in node) yield* elementsOf(node.content)
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child)
}

const isAddress = ({ tagName }: Element, attribute: string): boolean =>
  attribute === 'href' ||
  attribute === 'src' ||
  attribute === 'data-log' ||
  (tagName === 'object' && attribute === 'data')

const isPart = ({ tagName, attrs }: Element, attribute: string): boolean =>
  attribute === 'src' ||
  attribute === 'data' ||
  (tagName === 'link' && attrs.some(({ name, value }) => name === 'rel' && /stylesheet|icon/.test(value)))

function replaceBy(form: Element, instead: string): void {
  form.tagName = 'div'
  form.nodeName = 'div'
  form.attrs = []
  form.childNodes = parse(instead).childNodes.flatMap((html) => bodyOf(html))
  for (const child of form.childNodes) child.parentNode = form
}

const bodyOf = (html: Node): DefaultTreeAdapterTypes.ChildNode[] =>
  [...elementsOf(html)].find(({ tagName }) => tagName === 'body')?.childNodes ?? []
