/** One field of a mail's header: its name in lower case, its value unfolded (RFC 5322 section 2.2.3). */
export type MailField = { readonly name: string; readonly value: string }

const longestHeaderBytes = 256_000

/**
 * Reads the header of a mail as strictly as the standard allows, so that no other reader can find another author in it:
 * each line is a field or continues one, there is no lone CR, no NUL, and no white space before the colon.
 * @returns `undefined` for a header that two readers could read differently.
 */
export function readMailHeader(raw: Uint8Array): readonly MailField[] | undefined {
  const text = headerText(raw)
  if (text === undefined || text.length > longestHeaderBytes) return undefined
  const lines = text.split(/\r?\n/)
  const fields: { name: string; value: string }[] = []
  for (const line of lines) {
    if (/[\r\0]/.test(line)) return undefined
    const last = fields.at(-1)
    if (/^[ \t]/.test(line)) {
      if (!last) return undefined
      last.value += line
      continue
    }
    const [, name, value] = /^([\x21-\x39\x3b-\x7e]+):(.*)$/su.exec(line) ?? []
    if (name === undefined || value === undefined) return undefined
    fields.push({ name: name.toLowerCase(), value })
  }
  return fields.map(({ name, value }) => ({ name, value: value.trim() }))
}

/** The values of all fields of a name, in the order of the mail. */
export function valuesOf(header: readonly MailField[], name: string): readonly string[] {
  return header.filter((field) => field.name === name).map(({ value }) => value)
}

/** The line by which some mail programs begin when they hand a mail to another (mbox, RFC 4155); it is no field. */
const handOverLine = /^From [^\n]*\n/

/** A mail without the line that a mail program put above it. */
export function withoutHandOverLine(raw: Uint8Array): Uint8Array {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 1000)).toString('latin1')
  return raw.subarray(handOverLine.exec(start)?.[0].length ?? 0)
}

/** Everything before the first empty line; a mail may be nothing but header. */
function headerText(raw: Uint8Array): string | undefined {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, longestHeaderBytes * 2))
  const text = bytes.toString('utf8')
  const end = /(?:^|\r?\n)\r?\n/.exec(text)
  return end ? text.slice(0, end.index) : text.replace(/\r?\n$/, '')
}
