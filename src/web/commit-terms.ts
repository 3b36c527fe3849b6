import { oneLine, parsePartialDate, wordsFor, type PartialDate } from '#kernel'
import { loopholes, scopeDimensions, type CommitmentTerms, type Scope, type ScopeDimension } from '#responses'
import { html, type Markup } from '#typeset'
import { countOf } from './phrases.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, lineField, tickField, tickGroup, typedIn } from './write-fields.ts'

/** What is typed of a scope, one on each line, as it came. */
export type ScopeFields = { readonly [dimension in ScopeDimension]: string }

/** What is typed of the terms of a promise, as it came. */
export type TermsFields = {
  readonly scope: ScopeFields
  readonly conditions: string
  readonly carveOuts: string
  readonly deadline: string
  readonly expires: string
  readonly loopholes: readonly string[]
}

/** The longest text that these fields take. */
const longestText = 4000

const scopeOfFields = (of: (dimension: ScopeDimension) => string): ScopeFields => ({
  ...{ action: of('action'), product: of('product'), actor: of('actor') },
  ...{ use: of('use'), place: of('place'), subsidiary: of('subsidiary') },
})

/** A scope as it stands in its fields. */
export const scopeFields = (scope: Scope): ScopeFields =>
  scopeOfFields((dimension) => (scope[dimension] ?? []).join('\n'))

/** Terms as they stand in their fields. */
export const termsFields = (terms: CommitmentTerms): TermsFields => ({
  scope: scopeFields(terms.scope),
  conditions: terms.conditions
    .map(({ text, decider }) => (decider === undefined ? text : `${text} | ${decider}`))
    .join('\n'),
  carveOuts: terms.carveOuts.join('\n'),
  deadline: terms.deadline ?? '',
  expires: terms.expires ?? '',
  loopholes: terms.loopholes,
})

/** Terms that limit nothing. */
export const noTerms: TermsFields = termsFields({
  ...{ scope: {}, conditions: [], carveOuts: [], loopholes: [] },
  ...{ deadline: undefined, expires: undefined },
})

/** What was typed of a scope. */
export const typedScope = (posted: URLSearchParams): ScopeFields =>
  scopeOfFields((dimension) => typedIn(posted, `scope-${dimension}`))

/** What was typed of the terms of a promise. */
export const typedTerms = (posted: URLSearchParams): TermsFields => ({
  scope: typedScope(posted),
  conditions: typedIn(posted, 'conditions'),
  carveOuts: typedIn(posted, 'carve-outs'),
  deadline: typedIn(posted, 'deadline'),
  expires: typedIn(posted, 'expires'),
  loopholes: posted.getAll('loophole'),
})

/** The lines of a field that say something. */
const linesOf = (text: string): readonly string[] =>
  text
    .toWellFormed()
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')

/** Gathers what is wrong with typed fields. */
export type Gatherer = { readonly language: string; readonly errors: FieldError[] }

/** Reads a text that must not be too long. */
export function readText(field: string, text: string, { language, errors }: Gatherer): string {
  if (text.length > longestText)
    errors.push({ field, said: wordsFor(language).commit.errors.long(countOf(longestText, language)) })
  return text
}

/** Reads a date as exact as it is known; `undefined` when the field is empty or wrong, which is then said. */
export function readDate(
  field: string,
  text: string,
  { language, errors }: Gatherer,
  isNeeded = false,
): PartialDate | undefined {
  const typed = text.trim()
  const date = parsePartialDate(typed)
  if (!date && (typed !== '' || isNeeded)) errors.push({ field, said: wordsFor(language).commit.errors.day })
  return date
}

/** Reads a scope; a field that is empty limits nothing. */
export function readScope(fields: ScopeFields, gathering: Gatherer): Scope {
  return Object.fromEntries(
    scopeDimensions.flatMap((dimension) => {
      const lines = linesOf(readText(`scope-${dimension}`, fields[dimension], gathering))
      return lines.length === 0 ? [] : [[dimension, lines]]
    }),
  )
}

/** Reads the terms of a promise, and gathers what is wrong with them. */
export function readTerms(fields: TermsFields, gathering: Gatherer): CommitmentTerms {
  const conditions = linesOf(readText('conditions', fields.conditions, gathering)).map((line) => {
    const [text = '', ...rest] = line.split('|').map(oneLine)
    const decider = rest.join(' | ')
    return { text, decider: decider === '' ? undefined : decider }
  })
  return {
    scope: readScope(fields.scope, gathering),
    conditions: conditions.filter(({ text }) => text !== ''),
    carveOuts: linesOf(readText('carve-outs', fields.carveOuts, gathering)),
    deadline: readDate('deadline', fields.deadline, gathering),
    expires: readDate('expires', fields.expires, gathering),
    loopholes: loopholes.filter((one) => fields.loopholes.includes(one)),
  }
}

/** The fields of a scope. */
export function scopeFieldset(
  fields: ScopeFields,
  about: { readonly legend: string; readonly hint: string },
  { language, errors }: { readonly language: string; readonly errors: readonly FieldError[] },
): Markup {
  const { dimensions } = wordsFor(language).commit
  return html`<fieldset>
    <legend>${about.legend}</legend>
    <p class="hint">${about.hint}</p>
    <div class="pairs">
      ${scopeDimensions.map((dimension) =>
        areaField({
          ...{ id: `scope-${dimension}`, label: dimensions[dimension].name, hint: dimensions[dimension].hint },
          ...{ value: fields[dimension], rows: 2, errors },
        }),
      )}
    </div>
  </fieldset>`
}

/** The fields of the terms of a promise; each loophole with a sentence of what it is. */
export function termsFieldset(
  fields: TermsFields,
  { language, errors }: { readonly language: string; readonly errors: readonly FieldError[] },
): Markup {
  const { form, loopholes: said } = wordsFor(language).commit
  return html`<h2>${form.terms}</h2>
    ${scopeFieldset(fields.scope, { legend: form.scope, hint: form.scopeHint }, { language, errors })}
    ${areaField({ id: 'conditions', label: form.conditions, hint: form.conditionsHint, value: fields.conditions, rows: 2, errors })}
    ${areaField({ id: 'carve-outs', label: form.carveOuts, hint: form.carveOutsHint, value: fields.carveOuts, rows: 2, errors })}
    <div class="pairs">
      ${lineField({ id: 'deadline', label: form.deadline, hint: form.deadlineHint, value: fields.deadline, errors })}
      ${lineField({ id: 'expires', label: form.expires, hint: form.expiresHint, value: fields.expires, errors })}
    </div>
    ${tickGroup({
      id: 'loopholes',
      legend: form.loopholes,
      hint: form.loopholesHint,
      ticks: loopholes.map((one) =>
        tickField({
          ...{ id: `loophole-${one}`, name: 'loophole', value: one, on: fields.loopholes.includes(one) },
          label: html`<strong>${said[one].name}</strong> ${said[one].explains}`,
        }),
      ),
    })}`
}
