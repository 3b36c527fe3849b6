import { isIP } from 'node:net'
import { resolve } from 'node:path'

/** One setting as the operator's table in docs/operating/settings.md has it. */
export type Setting = { readonly name: string; readonly usual: string; readonly meaning: string }

/** The values of all settings by name, as the process was given them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What came of reading a setting; what is wrong is the end of a sentence that begins with its name. */
export type Read<T> = { readonly ok: T } | { readonly wrong: string }

/** A setting and how it is read. */
export type Definition<T> = Setting & {
  readonly read: (text: string | undefined, workingFolder: string, environment: Environment) => Read<T>
}

/** A setting as it was given; empty counts as not set. */
export function given(environment: Environment, name: string): string | undefined {
  return environment[name]?.trim() || undefined
}

/** Reads a whole number between two others. */
export function readWhole(text: string, least: number, most: number): Read<number> {
  const isOne = /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most
  return isOne ? { ok: Number(text) } : { wrong: `must be a whole number from ${least} to ${most}` }
}

/** Reads the address or name of a machine or an interface. */
export function readHost(text: string): Read<string> {
  return isIP(text) > 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text)
    ? { ok: text }
    : { wrong: 'must be an IP address or a host name' }
}

/** Reads a path; a relative one is relative to the working folder. */
export function readPath(text: string, workingFolder: string, what: 'file' | 'folder'): Read<string> {
  return text.includes('\0') ? { wrong: `must be the path of a ${what}` } : { ok: resolve(workingFolder, text) }
}
