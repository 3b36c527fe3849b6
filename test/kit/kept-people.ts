import { join } from 'node:path'
import { sql } from 'kysely'
import type { CampaignId, SignatureId } from '../../src/kernel/index.ts'
import { openDatabase, openSecrets, systemMeans, type Database } from '../../src/platform/index.ts'
import { linkOf, mySignature, peekPending } from '../../src/signatures/index.ts'

/** Looks into the database of a data folder beside whatever server runs there. */
export async function lookedAt<T>(dataDir: string, look: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ dataDir }, { role: 'guest' })
  try {
    return await look(database)
  } finally {
    await database.close()
  }
}

/** Somebody of whom there is a wish, with the link of its mail, or a signature. */
export type Person = { readonly name: string; readonly kind: 'wish' | 'signature'; readonly link: string }

/** Everybody whose form came since a moment, as the page of the wish or of the signature shows them to themselves. */
export async function people(dataDir: string, database: Database, since: Date): Promise<readonly Person[]> {
  const { vault } = await openSecrets(join(dataDir, 'secrets/secrets.json'))
  return database.read(async (tx) => {
    type Row = { readonly campaign: CampaignId; readonly id: SignatureId }
    const wishes = await sql<Row>`
      select campaign_id as campaign, pending_id as id from signatures_pending where wished_at >= ${since}`.execute(tx)
    const signatures = await sql<Row>`
      select campaign_id as campaign, signature_id as id
        from signatures_signature where wished_at >= ${since}`.execute(tx)
    const found: Person[] = []
    for (const { campaign, id } of signatures.rows) {
      const mine = await mySignature(tx, campaign, id, vault)
      if (mine) found.push({ name: mine.name, kind: 'signature', link: '' })
    }
    for (const { campaign, id } of wishes.rows) {
      const peek = await peekPending(tx, campaign, id, vault, systemMeans())
      if (peek.kind === 'pending')
        found.push({ name: peek.name, kind: 'wish', link: linkOf(vault, 'confirm', campaign, id) })
    }
    return found
  })
}
