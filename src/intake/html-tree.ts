import { html as names, parse, type DefaultTreeAdapterTypes } from 'parse5'

/** A node of a parsed page. */
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
/** An element of a parsed page. */
export type HtmlElement = DefaultTreeAdapterTypes.Element

/** Parses a page as a browser does (HTML Standard, section 13.2); gives its root element. */
export function parsePage(text: string): HtmlElement | undefined {
  return parse(text).childNodes.find(isElement)
}

/** Whether a node is an element of HTML; drawings and formulas are none. */
export function isElement(node: DefaultTreeAdapterTypes.Node): node is HtmlElement {
  return 'tagName' in node && node.namespaceURI === names.NS.HTML
}

/** Whether a node is text. */
export function isText(node: DefaultTreeAdapterTypes.Node): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text'
}

/** The value of an attribute; the empty string where it is missing. */
export function attribute(element: HtmlElement, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? ''
}

/** Elements whose content nobody reads on the page. */
const unread = new Set(
  'script style noscript template head svg math iframe object embed select textarea datalist canvas audio video'.split(
    ' ',
  ),
)

/** Whether an element's content is not shown to a reader. */
export function isUnread(element: HtmlElement): boolean {
  return (
    unread.has(element.tagName) ||
    element.attrs.some(
      ({ name, value }) => name === 'hidden' || (name === 'style' && /display\s*:\s*none/iu.test(value)),
    )
  )
}

/** All elements below a node, in document order; walked without recursion, because strangers nest pages deeply. */
export function* elementsIn(root: HtmlElement): Generator<HtmlElement> {
  const open: HtmlNode[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isElement(node)) continue
    yield node
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at]
      if (child !== undefined) open.push(child)
    }
  }
}

/** The text a reader sees below a node, white space as it stands. */
export function textOf(root: HtmlElement): string {
  const open: HtmlNode[] = [root]
  const pieces: string[] = []
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isText(node)) pieces.push(node.value)
    if (!isElement(node) || isUnread(node)) continue
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at]
      if (child !== undefined) open.push(child)
    }
  }
  return pieces.join('')
}
