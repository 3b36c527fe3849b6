import { readFile } from 'node:fs/promises'
import { Fault } from '#kernel'
import { parsePolicy, type Policy } from '#proof'

/**
 * Reads the file of the setting WITNESSES: a C2SP tlog-policy, of which witnesses, groups and quorum are used.
 * @throws Fault `config-invalid` when it cannot be read or is no policy.
 */
export async function readWitnesses(file: string | undefined): Promise<Policy | undefined> {
  if (file === undefined) return undefined
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Fault('config-invalid', 'WITNESSES names a file that cannot be read.')
  })
  const policy = parsePolicy(text)
  if (!policy)
    throw new Fault('config-invalid', 'WITNESSES names a file that is no tlog-policy (docs/operating/log.md).')
  return policy
}
