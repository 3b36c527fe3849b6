// The mail hosts that many people have and that fingers miss. Only ever suggested, never put in.
const known = [
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'aol.com',
  'live.com',
  'msn.com',
  'proton.me',
  'protonmail.com',
  'comcast.net',
  'verizon.net',
  'gmx.net',
  'gmx.de',
  'web.de',
  'hotmail.co.uk',
  'yahoo.co.uk',
  'btinternet.com',
  'orange.fr',
  'wanadoo.fr',
]
// Hosts that look like a slip of one of the above and are none.
const genuine: ReadonlySet<string> = new Set([
  'mail.com',
  'ymail.com',
  'gmx.com',
  'gmx.at',
  'gmx.ch',
  'email.com',
  'me.com',
  'live.de',
  'aol.de',
  'yahoo.de',
  'yahoo.ca',
  'hotmail.de',
  'hotmail.fr',
  'outlook.de',
  'outlook.fr',
  'orange.com',
])

/**
 * The address that was perhaps meant, where a host is one slip of the finger away from one that very many people have:
 * a letter too many, too few, another one, or two swapped.
 * @returns `undefined` where nothing needs to be asked.
 */
export function meantAddress(typed: string): string | undefined {
  const at = typed.lastIndexOf('@')
  const host = typed.slice(at + 1).toLowerCase()
  if (at < 1 || host.length > 40 || known.includes(host) || genuine.has(host)) return undefined
  const meant = known.find((one) => oneSlipApart(host, one))
  return meant && `${typed.slice(0, at)}@${meant}`
}

function oneSlipApart(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false
  let start = 0
  while (start < typed.length && typed[start] === meant[start]) start += 1
  const [a, b] = [typed.slice(start), meant.slice(start)]
  if (a.length !== b.length) return a.length > b.length ? a.slice(1) === b : a === b.slice(1)
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)
  return a.slice(1) === b.slice(1) || swapped
}
