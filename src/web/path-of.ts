/** An address of this server from its parts, ready for `href`: what a person named stays within its part. */
export const pathOf = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join('')
