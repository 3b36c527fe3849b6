import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Parent = DefaultTreeAdapterTypes.ParentNode

/** An element of a page. */
export type Element = DefaultTreeAdapterTypes.Element

/** Every element below a node, in order. */
export function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node
  if ('content' in node) yield* elementsOf(node.content)
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child)
}

/** What an attribute says; `undefined` where it is not there. */
export const valueOf = ({ attrs }: Element, attribute: string): string | undefined =>
  attrs.find(({ name }) => name === attribute)?.value

/** Whether an element stands within one that has an attribute. */
export function isWithin(element: Element, attribute: string): boolean {
  for (let parent: Parent | null = element.parentNode; parent !== null;)
    if (!('attrs' in parent)) return false
    else if (valueOf(parent, attribute) !== undefined) return true
    else parent = parent.parentNode
  return false
}

/** Takes an element out of its page, and around it what would stand there empty. */
export function dropElement(element: Node | null): void {
  if (!element || !('tagName' in element)) return
  const { parentNode } = element
  if (!parentNode) return
  parentNode.childNodes = parentNode.childNodes.filter((child) => child !== element)
  element.parentNode = null
  const isEmpty = parentNode.childNodes.every((child) => 'value' in child && child.value.trim() === '')
  if (isEmpty && 'tagName' in parentNode && /^(?:p|li|ul)$/.test(parentNode.tagName)) dropElement(parentNode)
}

/** Makes of an element a plain one that holds this HTML. */
export function fill(element: Element, html: string): void {
  rename(element)
  element.attrs = []
  element.childNodes = parseFragment(html).childNodes
  for (const child of element.childNodes) child.parentNode = element
}

/** Leaves an element to be looked at: its form has nowhere to go, its fields cannot be used. */
export function freeze(element: Element): void {
  if (element.tagName === 'form') {
    rename(element)
    element.attrs = element.attrs.filter(({ name }) => !/^(?:action|method|target|enctype)$/.test(name))
  }
  element.attrs = element.attrs.filter(({ name }) => name !== 'formaction')
  if (/^(?:button|input|select|textarea)$/.test(element.tagName) && valueOf(element, 'disabled') === undefined)
    element.attrs.push({ name: 'disabled', value: '' })
}

function rename(element: Element): void {
  element.tagName = 'div'
  element.nodeName = 'div'
}
