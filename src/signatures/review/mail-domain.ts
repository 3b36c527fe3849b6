/**
 * The domain that somebody had to register to receive mail at a host: `a7f3.example.net` counts as `example.net`,
 * `mail.example.co.uk` as `example.co.uk`. Without a list of public suffixes, which would need keeping up to date:
 * where it is wrong, it puts neighbors together, and being together holds nobody.
 */
export function registrableDomain(host: string): string {
  const labels = host.normalize('NFC').toLowerCase().replace(/\.$/, '').split('.')
  const [second = '', top = ''] = labels.slice(-2)
  const named = top.length === 2 && secondLevels.has(second) ? 3 : 2
  return labels.slice(-named).join('.')
}

const secondLevels: ReadonlySet<string> = new Set(
  'ac co com edu gob gouv gov gub go govt ltd me mil ne net nhs nom or org plc sch school'.split(' '),
)
