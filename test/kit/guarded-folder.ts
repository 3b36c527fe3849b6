import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A temporary folder in which database servers may be started. */
export type GuardedFolder = { readonly path: string; readonly remove: () => Promise<void> }

/**
 * A folder that no database server in it can outlive, nor it us: a shell waits at the other end of a pipe, and when
 * the pipe breaks, because of `remove` or because the run was killed, it stops the servers and removes the folder.
 */
export function guardedFolder(): GuardedFolder {
  const path = mkdtempSync(join(tmpdir(), 'undersigned test '))
  // Run as root, the servers have an account of their own, which must be able to enter.
  chmodSync(path, 0o755)
  const guard = spawn('/bin/sh', ['-c', script, 'guard', path], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  guard.unref()
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()))
  return {
    path,
    remove: async () => {
      guard.ref()
      guard.stdin.end()
      await ended
    },
  }
}

const script = `cat >/dev/null
find "$1" -name postmaster.pid | while read -r file; do kill -QUIT "$(head -n 1 "$file")" && sleep 0.3; done
rm -rf "$1"`
