import type { CampaignId, LetterId } from '#kernel'
import { campaignRevisions, signableLetters, type SignableLetter } from '#letters'
import type { Tx } from '#platform'
import type { SigningSettings } from './settings.ts'
import { settingsOf } from './store-settings.ts'

/** What a batch needs to know of the letters it is about, and of how their campaigns gather signatures. */
export type Facts = {
  readonly letters: ReadonlyMap<LetterId, SignableLetter>
  readonly settings: ReadonlyMap<CampaignId, SigningSettings>
}

/** Reads the facts that hold in a transaction. */
export type FactsReader = (
  tx: Tx,
  about: { readonly campaigns: readonly CampaignId[]; readonly letters: readonly LetterId[] },
  at: Date,
) => Promise<Facts>

/** Reads them anew. */
export const readFacts: FactsReader = async (tx, { campaigns, letters }, at) => ({
  letters: await signableLetters(tx, campaigns, letters, at),
  settings: await settingsOf(tx, campaigns),
})

const rememberedAtMost = 1000

type Remembered = {
  readonly revision: number
  readonly letter: SignableLetter
  readonly settings: SigningSettings | undefined
}

/**
 * Reads them anew only where they changed: every change of a letter or of its settings raises its campaign's revision in
 * the same transaction, and asking for that is a fifth of the work. What only the clock opens is read each time, until the
 * log declares it.
 */
export function rememberFacts(): FactsReader {
  const remembered = new Map<LetterId, Remembered>()
  return async (tx, { campaigns, letters }, at) => {
    // Before the letters: what changes in between is then kept under a revision that no longer holds.
    const revisions = await campaignRevisions(tx, campaigns)
    const known = (id: LetterId): Remembered | undefined => {
      const there = remembered.get(id)
      return there && revisions.get(there.letter.campaign) === there.revision ? there : undefined
    }
    const there = letters.flatMap((id) => known(id) ?? [])
    const missing = letters.filter((id) => !known(id))
    const fresh = missing.length > 0 ? await readFacts(tx, { campaigns, letters: missing }, at) : nothing
    if (remembered.size > rememberedAtMost) remembered.clear()
    for (const letter of fresh.letters.values()) {
      const revision = revisions.get(letter.campaign)
      if (letter.isOpen && letter.isDeclared && revision !== undefined)
        remembered.set(letter.id, { revision, letter, settings: fresh.settings.get(letter.campaign) })
    }
    return together(fresh, there)
  }
}

const nothing: Facts = { letters: new Map(), settings: new Map() }

function together(fresh: Facts, remembered: readonly Remembered[]): Facts {
  const letters = new Map(fresh.letters)
  const settings = new Map(fresh.settings)
  for (const one of remembered) {
    letters.set(one.letter.id, one.letter)
    if (one.settings) settings.set(one.letter.campaign, one.settings)
  }
  return { letters, settings }
}
