import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { Fault } from '#kernel'
import { parseTrustedProxies, type TrustedProxies } from './http/client-address.ts'

/** Everything an operator can set, read and checked once. Frozen. */
export type Config = {
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
}

/** One setting as the operator's table in docs/operating/settings.md has it. */
export type Setting = { readonly name: string; readonly usual: string; readonly meaning: string }

/** The values of all settings by name, as the process was given them. */
export type Environment = Readonly<Record<string, string | undefined>>

type Read<T> = { readonly ok: T } | { readonly wrong: string }
type Definition<T> = Setting & { readonly read: (text: string | undefined, workingFolder: string) => Read<T> }

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
    read: (text = '8080') =>
      /^\d{1,5}$/.test(text) && Number(text) <= 65_535
        ? { ok: Number(text) }
        : { wrong: 'must be a whole number from 0 to 65535' },
  },
  host: {
    name: 'HOST',
    usual: '127.0.0.1',
    meaning: 'Address or name of the interface to listen on; 0.0.0.0 is all of them.',
    read: (text = '127.0.0.1') =>
      isIP(text) > 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text)
        ? { ok: text }
        : { wrong: 'must be an IP address or a host name' },
  },
  dataDir: {
    name: 'DATA_DIR',
    usual: './data',
    meaning: 'Folder for everything this installation keeps, the built-in database included.',
    read: (text = './data', workingFolder) =>
      text.includes('\0') ? { wrong: 'must be the path of a folder' } : { ok: resolve(workingFolder, text) },
  },
  trustedProxies: {
    name: 'TRUSTED_PROXIES',
    usual: 'none',
    meaning: 'IP addresses or CIDR ranges of the proxies in front of the server, with commas between.',
    read: readProxies,
  },
}

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
    const result = read(environment[name]?.trim() || undefined, workingFolder)
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
  if (wrong.length > 0) throw new Fault('config-invalid', `${wrong.join('; ')}.`)
  return Object.freeze({ databaseUrl, publicUrl, port, host, dataDir, trustedProxies })
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
