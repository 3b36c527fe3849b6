import { Fault } from '#kernel'

/** What documents of the record are made of. */
export type JsonValue =
  | string
  | number
  | boolean
  | undefined
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/**
 * A value in the one spelling of RFC 8785 (JSON Canonicalization Scheme): no white space, keys in ascending order of
 * their UTF-16 code units. What is `undefined` is left out. Numbers are whole: no fraction has two spellings here.
 * @throws Fault `internal` for other numbers, and for halves of surrogate pairs, which have no UTF-8.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'object') return isList(value) ? listOf(value) : objectOf(value)
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new Fault('internal', 'A document of the record was to hold a number that is not whole.')
  if (typeof value === 'string' && !value.isWellFormed())
    throw new Fault('internal', 'A document of the record was to hold half a character.')
  return JSON.stringify(value) ?? 'null'
}

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value)

const listOf = (values: readonly JsonValue[]): string => `[${values.map((one) => canonicalJson(one)).join(',')}]`

function objectOf(value: { readonly [key: string]: JsonValue }): string {
  const fields = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    // By code units, as the standard wants it and as no locale does.
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`
}
