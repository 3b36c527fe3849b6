import { confirmKeys, openSecrets, type Vault } from '#platform'
import type { CommandMeans } from './command.ts'
import { withHouse, type House } from './database.ts'

/** What a command that opens what is sealed works with. */
export type SealedHouse = House & { readonly vault: Vault }

/** Opens the database with the keys it was filled with. */
export async function withSealedHouse<T>(means: CommandMeans, work: (house: SealedHouse) => Promise<T>): Promise<T> {
  return withHouse(means, async (house) => {
    const secrets = await openSecrets(house.config.secretsFile)
    // Under other keys no mark would fit and no name open.
    await house.database.transaction((tx) => confirmKeys(tx, secrets, house.now()))
    return work({ ...house, vault: secrets.vault })
  })
}
