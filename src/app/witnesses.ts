import { readFile } from 'node:fs/promises'
import { Fault } from '#kernel'
import { parsePolicy, type Policy } from '#proof'

/** Reads the policy file of WITNESSES. @throws Fault `config-invalid` when it cannot be read or is none. */
export async function readWitnesses(path: string | undefined): Promise<Policy | undefined> {
  if (path === undefined) return undefined
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const policy = text === undefined ? undefined : parsePolicy(text)
  if (!policy)
    throw new Fault('config-invalid', 'WITNESSES must name a file that can be read and is a C2SP tlog-policy.')
  return policy
}
