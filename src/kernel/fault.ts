/** Everything that can go wrong for a reason that is not the caller's wish. A closed set: a new fault is named here first. */
export type FaultCode =
  | 'config-invalid'
  | 'database-unreachable'
  | 'database-busy'
  | 'database-unsupported'
  | 'database-version'
  | 'database-folder'
  | 'database-start'
  | 'migration-changed'
  | 'migration-newer'
  | 'migration-failed'
  | 'secrets-invalid'
  | 'backup-invalid'
  | 'restore-refused'
  | 'file-unreadable'
  | 'folder-invalid'
  | 'typeset-failed'
  | 'log-damaged'
  | 'log-older'
  | 'log-unreachable'
  | 'bad-state'
  | 'internal'

/**
 * Something failed. Carries a code and a sentence for the operator's journal, never personal data:
 * visitors are shown a reference only. Only `web` and `cli` catch it.
 */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode
  constructor(code: FaultCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options)
    this.code = code
  }
}
