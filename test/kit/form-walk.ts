import type { AnsweredPage } from './script-watch.ts'

/** Somebody in front of a browser who follows every link and sends every form. */
export type FormWalker = {
  readonly ask: (path: string) => Promise<Response>
  readonly post: (path: string, typed: Readonly<Record<string, string | readonly string[]>>) => Promise<Response>
}

/** How a walk goes. */
export type FormWalk = {
  readonly from: readonly string[]
  /** Only addresses that begin like this are gone to. */
  readonly within: RegExp
  /** Forms whose address looks like this are never sent: they would end the walk. */
  readonly never: RegExp
  /** What is typed into the next field: anything, or something that its form could take. */
  readonly type: (
    field: { readonly name: string; readonly kind: string; readonly most: number },
    sensibly: boolean,
  ) => string
  readonly pagesAtMost: number
  /** What an address is the page of: of each kind two are gone to, and of each kind of form two are sent. */
  readonly kindOf: (path: string) => string
}

type Filled = Readonly<Record<string, string | readonly string[]>>
type Form = {
  readonly method: 'get' | 'post'
  readonly action: string
  readonly fields: ReadonlyMap<string, Field>
}
type Field = {
  readonly kind: string
  readonly value: string
  readonly most: number
  readonly options: readonly string[]
}

/**
 * Walks through pages: opens each address once, and sends each form of each page twice, first with anything in it and then
 * with what it could take, also those of pages that only these make. @returns every page that was answered, refused forms too.
 */
export async function walkForms(walker: FormWalker, walk: FormWalk): Promise<readonly AnsweredPage[]> {
  const pages: AnsweredPage[] = []
  const waiting = [...walk.from]
  const seen = new Set<string>()
  const often = new Map<string, number>()
  const isNew = (one: string, kind: string): boolean => {
    const before = often.get(kind) ?? 0
    if (seen.has(one) || before >= ofEachKind) return false
    seen.add(one)
    often.set(kind, before + 1)
    return true
  }
  const { kindOf } = walk
  const take = async (path: string, answer: Response): Promise<string> => {
    const body = await answer.text()
    if (answer.headers.get('content-type')?.startsWith('text/html') === true)
      pages.push({ path, body, headers: answer.headers })
    return body
  }
  while (pages.length < walk.pagesAtMost) {
    const path = waiting.shift()
    if (path === undefined) break
    if (!walk.within.test(path) || !isNew(path, kindOf(path))) continue
    const body = await take(path, await walker.ask(path))
    for (const form of formsOf(body, path)) {
      if (walk.never.test(form.action) || !isNew(keyOf(form), keyOf({ ...form, action: kindOf(form.action) }))) continue
      for (const sensibly of [false, true]) {
        const answer = await sent(walker, form, filledForm(form, walk, sensibly))
        const to = answer.headers.get('location')
        await take(`${form.action} sent`, answer)
        if (to !== null) waiting.unshift(to)
      }
    }
    for (const [, link = ''] of body.matchAll(/\shref="([^"#:]+)["#]/g)) waiting.push(resolved(plainOf(link), path))
    // Some are written out, to be handed on.
    for (const [, link = ''] of body.matchAll(/https:\/\/letters\.example(\/[^"<\s]+)/g)) waiting.push(plainOf(link))
  }
  return pages
}

const ofEachKind = 2

/** Where a link on a page leads, on the same site. */
function resolved(link: string, path: string): string {
  const { pathname, search } = new URL(link, new URL(path, 'https://letters.example'))
  return pathname + search
}

/** What a form answers, one that only asks or one that does something. */
async function sent({ ask, post }: FormWalker, { method, action }: Form, filled: Filled): Promise<Response> {
  if (method === 'post') return post(action, filled)
  return ask(`${action}?${new URLSearchParams(Object.entries(filled).flatMap(pairs)).toString()}`)
}

const pairs = ([name, typed]: readonly [string, string | readonly string[]]): [string, string][] =>
  [typed].flat().map((one) => [name, one])

const keyOf = ({ method, action, fields }: Form): string => `${method} ${action} ${[...fields.keys()].join()}`

function filledForm({ fields }: Form, { type }: FormWalk, sensibly: boolean): Filled {
  const typed: Record<string, string | readonly string[]> = {}
  for (const [name, { kind, value, most, options }] of fields)
    typed[name] = isTyped(kind) ? type({ name, kind, most }, sensibly) : chosen(kind, value, options)
  return typed
}

const isTyped = (kind: string): boolean => ['area', 'text', 'search', 'email'].includes(kind)

/** What stands in a field in which nothing is typed; every box is ticked. */
function chosen(kind: string, value: string, options: readonly string[]): string | readonly string[] {
  switch (kind) {
    case 'date':
      return '2031-01-01'
    case 'datetime-local':
      return '2031-01-01T12:00'
    case 'select':
      return options.at(-1) ?? ''
    case 'checkbox':
      return options
    default:
      return value
  }
}

/** The forms of a page, with what a browser would send of each. */
function formsOf(page: string, path: string): readonly Form[] {
  return [...page.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].flatMap(([, head = '', inside = '']) => {
    const method = attributeOf(head, 'method') === 'post' ? 'post' : 'get'
    const fields = new Map<string, Field>()
    for (const [tag] of inside.matchAll(/<input\b[^>]*>/g)) {
      const name = attributeOf(tag, 'name')
      const kind = attributeOf(tag, 'type') ?? 'text'
      const value = plainOf(attributeOf(tag, 'value') ?? (kind === 'checkbox' ? 'on' : ''))
      if (name === undefined || (kind === 'radio' && fields.has(name))) continue
      const before = fields.get(name)?.options ?? []
      fields.set(name, { kind, value, most: Number(attributeOf(tag, 'maxlength') ?? 100), options: [...before, value] })
    }
    for (const [, head2 = ''] of inside.matchAll(/<textarea\b([^>]*)>/g)) {
      const name = attributeOf(head2, 'name')
      if (name !== undefined)
        fields.set(name, {
          kind: 'area',
          value: '',
          most: Number(attributeOf(head2, 'maxlength') ?? 5000),
          options: [],
        })
    }
    for (const [, head2 = '', options = ''] of inside.matchAll(/<select\b([^>]*)>([^]*?)<\/select>/g)) {
      const name = attributeOf(head2, 'name')
      const values = [...options.matchAll(/<option\b[^>]*\bvalue="([^"]*)"/g)].map(([, one = '']) => plainOf(one))
      if (name !== undefined) fields.set(name, { kind: 'select', value: '', most: 0, options: values })
    }
    const [, button = ''] = /<button\b([^>]*)>/.exec(inside) ?? []
    const pressed = attributeOf(button, 'name')
    if (pressed !== undefined)
      fields.set(pressed, { kind: 'button', value: plainOf(attributeOf(button, 'value') ?? ''), most: 0, options: [] })
    return [{ method, action: resolved(plainOf(attributeOf(head, 'action') ?? path), path), fields }] as const
  })
}

const attributeOf = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]

const plainOf = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
