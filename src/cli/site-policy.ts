/**
 * A sandbox cannot be asked for in a page, only by a server: a page of others that is opened from a disk is kept from
 * running anything by forbidding scripts, frames and forms, and from calling home by what the server forbade already.
 */
export function policyTag(policy: string): string {
  const dropped = /^(?:sandbox|frame-ancestors|report-uri|report-to)\b/
  const kept = policy
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !dropped.test(one))
  const closed = ['script-src', 'frame-src', 'object-src', 'connect-src', 'form-action', 'base-uri']
  const more = closed.filter((name) => !kept.some((one) => one.startsWith(`${name} `))).map((name) => `${name} 'none'`)
  const content = [...kept, ...more].join('; ').replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<meta http-equiv="Content-Security-Policy" content="${content}">`
}
