/** All values of a header field of HTTP, whatever its case. @param name in small letters. */
export function valuesOf(headers: readonly (readonly [string, string])[], name: string): readonly string[] {
  return headers.flatMap(([given, value]) => (given.toLowerCase() === name ? [value] : []))
}
