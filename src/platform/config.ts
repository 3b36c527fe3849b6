import { join } from 'node:path'
import { Fault } from '#kernel'
import { parseTrustedProxies, type TrustedProxies } from './http/client-address.ts'
import { mailInDefinitions, type MailInConfig } from './mail-in-settings.ts'
import {
  given,
  readHost,
  readPath,
  readWhole,
  type Definition,
  type Environment,
  type Read,
  type Setting,
} from './setting.ts'

/** Everything an operator can set, read and checked once. Frozen. */
export type Config = MailInConfig & {
  /** The operator's own PostgreSQL; `undefined` is: the embedded one. Holds a password, so it is never printed. */
  readonly databaseUrl: string | undefined
  /** Scheme, host and port under which visitors reach this server, without a slash at the end. */
  readonly publicUrl: string | undefined
  /** The TCP port to listen on; 0 lets the system choose a free one. */
  readonly port: number
  /** The address or name of the interface to listen on. */
  readonly host: string
  /** The absolute path of the folder for everything this installation keeps. */
  readonly dataDir: string
  /** Addresses and CIDR ranges of proxies whose word on the visitor's address is taken. */
  readonly trustedProxies: TrustedProxies
  /** The absolute path of the file with this installation's keys. */
  readonly secretsFile: string
  /** The mail server that takes our mails; `undefined`: none is sent. Holds a password, so it is never printed. */
  readonly smtpUrl: string | undefined
  /** The address our mails come from. */
  readonly mailFrom: string | undefined
  /** Mails handed to the mail server in one second, at most. */
  readonly mailPerSecond: number
  /** The absolute path of a file that says which witnesses cosign the logs (C2SP tlog-policy). */
  readonly witnesses: string | undefined
  /** Where a timestamp authority (RFC 3161) answers; `undefined`: none is asked. */
  readonly timestampUrl: string | undefined
}

const usualDataDir = './data'

const definitions: { readonly [Key in keyof Config]: Definition<Config[Key]> } = {
  databaseUrl: {
    name: 'DATABASE_URL',
    usual: 'the built-in PostgreSQL',
    meaning: 'Address of a PostgreSQL (15 or newer) of your own, as postgres://account:password@host:port/database.',
    read: (text) =>
      text === undefined || ['postgres:', 'postgresql:'].includes(parseUrl(text)?.protocol ?? '')
        ? { ok: text }
        : { wrong: 'must be an address that begins with postgres:// or postgresql://' },
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    usual: 'none: only this machine is served',
    meaning:
      'Address under which visitors reach the server, as https://letters.example.org: no path, no slash at the end.',
    read: readPublicUrl,
  },
  port: {
    name: 'PORT',
    usual: '8080',
    meaning: 'TCP port to listen on, 0 to 65535; 0 takes any free one.',
    read: (text = '8080') => readWhole(text, 0, 65_535),
  },
  host: {
    name: 'HOST',
    usual: '127.0.0.1',
    meaning: 'Address or name of the interface to listen on; 0.0.0.0 is all of them.',
    read: (text = '127.0.0.1') => readHost(text),
  },
  dataDir: {
    name: 'DATA_DIR',
    usual: usualDataDir,
    meaning: 'Folder for everything this installation keeps, the built-in database included.',
    read: (text = usualDataDir, workingFolder) => readPath(text, workingFolder, 'folder'),
  },
  trustedProxies: {
    name: 'TRUSTED_PROXIES',
    usual: 'none',
    meaning: 'IP addresses or CIDR ranges of the proxies in front of the server, with commas between.',
    read: readProxies,
  },
  secretsFile: {
    name: 'SECRETS_FILE',
    usual: 'DATA_DIR/secrets/secrets.json',
    meaning: 'File with the keys of this installation, made at the first start. Keep a copy (docs/operating/keys.md).',
    read: (text, workingFolder, environment) =>
      readPath(
        text ?? join(given(environment, 'DATA_DIR') ?? usualDataDir, 'secrets', 'secrets.json'),
        workingFolder,
        'file',
      ),
  },
  smtpUrl: {
    name: 'SMTP_URL',
    usual: 'none: no mail is sent',
    meaning:
      'Mail server that takes our mails, as smtp://account:password@host:587 or smtps://account:password@host:465. For a rehearsal, discard: counts them and sends none.',
    read: readSmtpUrl,
  },
  mailFrom: {
    name: 'MAIL_FROM',
    usual: 'none',
    meaning: 'E-mail address that our mails come from; needed with SMTP_URL.',
    read: (text, _workingFolder, environment) =>
      text === undefined && given(environment, 'SMTP_URL') !== undefined
        ? { wrong: 'must be set when SMTP_URL is' }
        : text === undefined && given(environment, 'MAIL_IN_PORT') !== undefined
          ? { wrong: 'must be set when MAIL_IN_PORT is' }
          : text === undefined || /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(text)
            ? { ok: text }
            : { wrong: 'must be an e-mail address and nothing else' },
  },
  mailPerSecond: {
    name: 'MAIL_PER_SECOND',
    usual: '120',
    meaning: 'Mails handed to the mail server in one second at most, 1 to 100000.',
    read: (text = '120') => readWhole(text, 1, 100_000),
  },
  ...mailInDefinitions,
  witnesses: {
    name: 'WITNESSES',
    usual: 'none',
    meaning: 'File that says which witnesses cosign the public logs, in the form of a C2SP tlog-policy.',
    read: (text, workingFolder) => (text === undefined ? { ok: undefined } : readPath(text, workingFolder, 'file')),
  },
  timestampUrl: {
    name: 'TIMESTAMP_URL',
    usual: 'none',
    meaning:
      'Address of a timestamp authority (RFC 3161) that states when evidence was captured; it is sent hashes only. With http:// or https://.',
    read: (text) =>
      text === undefined || ['http:', 'https:'].includes(parseUrl(text)?.protocol ?? '')
        ? { ok: text }
        : { wrong: 'must be an address that begins with http:// or https://' },
  },
}

/** The SMTP_URL of a rehearsal. */
export const discarding = 'discard:'

/** What an operator can set, in the order of the table in docs/operating/settings.md. */
export const settings: readonly Setting[] = Object.values(definitions).map(({ name, usual, meaning }) => ({
  name,
  usual,
  meaning,
}))

/**
 * Reads all settings from the environment that is handed in; a variable that is set but empty counts as not set.
 * @param workingFolder what a relative DATA_DIR is relative to.
 * @throws Fault `config-invalid` that names every wrong setting at once and never repeats a value.
 */
export function readConfig(environment: Environment, workingFolder: string): Config {
  const wrong: string[] = []
  const take = <Key extends keyof Config>(key: Key): Config[Key] | undefined => {
    const { name, read } = definitions[key]
    const result = read(given(environment, name), workingFolder, environment)
    if ('ok' in result) return result.ok
    wrong.push(`${name} ${result.wrong}`)
    return undefined
  }
  const databaseUrl = take('databaseUrl')
  const publicUrl = take('publicUrl')
  const port = take('port') ?? 0
  const host = take('host') ?? ''
  const dataDir = take('dataDir') ?? ''
  const trustedProxies = take('trustedProxies') ?? { entries: [], trusts: () => false }
  const secretsFile = take('secretsFile') ?? ''
  const smtpUrl = take('smtpUrl')
  const mailFrom = take('mailFrom')
  const mailPerSecond = take('mailPerSecond') ?? 0
  const mailInPort = take('mailInPort')
  const mailInHost = take('mailInHost') ?? ''
  const mailInName = take('mailInName')
  const mailInReplies = take('mailInReplies')
  const mailInMegabytes = take('mailInMegabytes') ?? 0
  const mailInCertificate = take('mailInCertificate')
  const mailInKey = take('mailInKey')
  const witnesses = take('witnesses')
  const timestampUrl = take('timestampUrl')
  if (wrong.length > 0) throw new Fault('config-invalid', `${wrong.join('; ')}.`)
  return Object.freeze({
    databaseUrl,
    publicUrl,
    port,
    host,
    dataDir,
    trustedProxies,
    secretsFile,
    smtpUrl,
    mailFrom,
    mailPerSecond,
    mailInPort,
    mailInHost,
    mailInName,
    mailInReplies,
    mailInMegabytes,
    mailInCertificate,
    mailInKey,
    witnesses,
    timestampUrl,
  })
}

function readSmtpUrl(text: string | undefined): Read<string | undefined> {
  if (text === undefined) return { ok: undefined }
  if (text === discarding) return { ok: text }
  const url = parseUrl(text)
  return url && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '' && ['', '/'].includes(url.pathname)
    ? { ok: text }
    : { wrong: 'must be an address as smtp://host:port or smtps://account:password@host:port' }
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function readPublicUrl(text: string | undefined): Read<string | undefined> {
  if (text === undefined) return { ok: undefined }
  const url = parseUrl(text)
  const plain = url && url.origin.toLowerCase() === text.toLowerCase()
  return plain && ['http:', 'https:'].includes(url.protocol)
    ? { ok: url.origin }
    : { wrong: 'must begin with http:// or https:// and end after the host or port, without a slash' }
}

function readProxies(text: string | undefined): Read<TrustedProxies> {
  const proxies = parseTrustedProxies((text ?? '').split(',').flatMap((part) => part.trim() || []))
  return proxies ? { ok: proxies } : { wrong: 'must be IP addresses or CIDR ranges with commas between' }
}
