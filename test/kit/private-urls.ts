/** Addresses that lead, or look as if they led, to this machine, its network, or what clouds tell their machines. */
const inside = [
  '127.0.0.1',
  '127.1.2.3',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '169.254.170.2',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '203.0.113.7',
]

const inside6 = [
  '::1',
  '::',
  '0:0:0:0:0:0:0:1',
  '0000:0000:0000:0000:0000:0000:0000:0001',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001::1',
  '2001:db8::1',
  '3fff::1',
  'fec0::1',
]

const names = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'foo.localhost',
  'localhost.localdomain',
  'ip6-localhost',
  'metadata',
  'metadata.google.internal',
  'metadata.google.internal.',
  'instance-data',
  'instance-data.ec2.internal',
  'kubernetes.default.svc',
  'host.docker.internal',
  'printer.local',
  'router.lan',
  '127.0.0.1.nip.io',
  'rebind.evil-press.net',
  'l\u24DEcalh\u24DEst',
]

const schemes = [
  'file',
  'ftp',
  'gopher',
  'dict',
  'data',
  'javascript',
  'ws',
  'wss',
  'ldap',
  'smb',
  'view-source',
  'blob',
  'jar',
  'about',
]

function spellings(address: string): readonly string[] {
  const parts = address.split('.').map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = parts
  const whole = ((a * 256 + b) * 256 + c) * 256 + d
  const hex = (n: number, width: number) => n.toString(16).padStart(width, '0')
  const wide = [...address].map((one) =>
    one === '.' ? '\u3002' : String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfe_e0),
  )
  const six = `${hex(a * 256 + b, 1)}:${hex(c * 256 + d, 1)}`
  return [
    address,
    `${address}.`,
    String(whole),
    `0x${hex(whole, 8)}`,
    `0X${hex(whole, 8).toUpperCase()}`,
    `0${whole.toString(8)}`,
    parts.map((part) => `0x${hex(part, 2)}`).join('.'),
    parts.map((part) => `0${part.toString(8)}`).join('.'),
    parts.map((part) => `000${part.toString(8)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `0x${hex(a, 2)}.${b}.0${(c * 256 + d).toString(8)}`,
    address.replaceAll('.', '%2e'),
    [...address].map((one) => `%${hex(one.codePointAt(0) ?? 0, 2)}`).join(''),
    wide.join(''),
    address.replaceAll('.', '\u3002'),
    `user@${address}`,
    `example.org@${address}`,
    `example.org:80@${address}`,
    `example.org%23@${address}`,
    `printer.lan\\@${address}`,
    `[::ffff:${address}]`,
    `[::ffff:${six}]`,
    `[0:0:0:0:0:ffff:${six}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b:1::${six}]`,
    `[2002:${six}::]`,
    `\t${address}`,
    `${address}\n`,
  ]
}

/**
 * More than 500 addresses that no visit may reach: every spelling of private addresses, names of machines inside, other
 * schemes. @param port stands behind some hosts, so that a port that is not the usual one is tried, too.
 */
export function privateUrls(port: number): readonly string[] {
  const hosts = [
    ...inside.flatMap(spellings),
    ...inside6.map((address) => `[${address}]`),
    ...inside6.slice(0, 5).map((address) => `[${address}%25eth0]`),
    ...names,
  ]
  return [
    ...hosts.map((host) => `http://${host}/latest/meta-data/`),
    ...hosts.slice(0, 90).map((host) => `http://${host}:${port}/`),
    ...hosts.slice(0, 30).map((host) => `https://${host}/`),
    ...schemes.flatMap((scheme) => [
      `${scheme}://127.0.0.1:${port}/`,
      `${scheme}:///etc/passwd`,
      `${scheme}:127.0.0.1`,
    ]),
    `http:127.0.0.1:${port}`,
    `http:\\\\127.0.0.1:${port}\\`,
    `//127.0.0.1:${port}/`,
    `http:///127.0.0.1:${port}/`,
    'http://',
    '',
    'http://[::1',
    `http://example.org:${port}/`,
    'http://example.org:22/',
    'http://user:secret@example.org/',
  ]
}
