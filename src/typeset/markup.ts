import { html as honoHtml, raw as honoRaw } from 'hono/html'
import { Fault } from '#kernel'

/** Markup whose every inserted text was escaped. */
export type Markup = ReturnType<typeof honoRaw>

/** What may stand inside `html`: text is escaped, markup stays, lists are joined, nothing is left out silently. */
export type Insertable = string | number | Markup | undefined | null | false | readonly Insertable[]

/** Builds HTML from a template; every inserted text is escaped (Hono's `html`, without promises). */
export function html(strings: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
  const made = honoHtml(strings, ...values)
  if (made instanceof Promise) throw new Fault('internal', 'markup must not wait')
  return made
}

/** Markup as it is written: for what the house wrote itself, never for anything somebody typed. */
export const raw = (markup: string): Markup => honoRaw(markup)
