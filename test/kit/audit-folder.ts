import { auditLog, openCheckpoint, openingsPath, parsePolicy, startHashCore, tilePath, type Audit } from '#proof'

/** Audits the files of a log's folder as `undersigned recount FOLDER --names --policy FILE` does. */
export async function auditFolder(files: ReadonlyMap<string, Uint8Array>, policyText: string): Promise<Audit> {
  const policy = parsePolicy(policyText)
  const text = async (path: string): Promise<string | undefined> => {
    const bytes = files.get(path)
    return bytes && new TextDecoder().decode(bytes)
  }
  return await auditLog({
    core: startHashCore(),
    open: (note) => policy && openCheckpoint(note, policy),
    log: {
      readCheckpoint: () => text('checkpoint'),
      readCounts: () => text('counts.json'),
      readTile: async (name) => files.get(tilePath(name)),
      readOpenings: (bundle) => text(openingsPath(bundle)),
      readText: async (hash) => files.get(`texts/${hash}.txt`),
    },
  })
}
