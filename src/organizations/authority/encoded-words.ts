/**
 * A field's text with its encoded words read (RFC 2047): white space between two of them is no part of the text.
 * A word in an encoding that nobody knows stays as it is written.
 */
export function readEncodedWords(value: string): string {
  const word = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?\s]*)\?=/giu
  return value
    .replaceAll(/(\?=)[ \t]+(?==\?)/gu, '$1')
    .replaceAll(word, (whole, charset: string, encoding: string, text: string) => {
      const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedBytes(text)
      return decoded(charset, bytes) ?? whole
    })
}

function quotedBytes(text: string): Buffer {
  const spelled = text
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9a-f]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(spelled, 'latin1')
}

function decoded(charset: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return undefined
  }
}
