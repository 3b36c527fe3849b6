import { Fault, newId, type CampaignId, type LetterId, type Means } from '#kernel'
import type { SignableLetter } from '#letters'
import type { Tx, Vault } from '#platform'
import { readFacts, type FactsReader } from './facts.ts'
import { pendingIdOf, marksOf } from './marks.ts'
import { pooled } from './pool.ts'
import { sealPersonal } from './sealed.ts'
import type { SigningSettings } from './settings.ts'
import { insertPending, type NewPending } from './store-pending.ts'
import { currentVersions, packVersions } from './versions.ts'
import type { Wish, WishOutcome } from './wish.ts'

/** A wish sent again leaves another mail only when its last one was left so long ago. */
const mailAgainMilliseconds = 10 * 60_000

/**
 * Records wishes to sign, in one statement a table however many they are, and leaves a mail for each that is new. The
 * same form sent twice is one wish. Whether an address has signed is not looked at: known and unknown addresses take
 * the same statements, and only the mailbox learns the difference.
 */
export async function signBatch(
  tx: Tx,
  wishes: readonly Wish[],
  vault: Vault,
  means: Means & { readonly readFacts?: FactsReader },
): Promise<readonly WishOutcome[]> {
  const at = means.now()
  const campaigns = [...new Set(wishes.map(({ campaign }) => campaign))]
  const about = { campaigns, letters: [...new Set(wishes.map(({ letter }) => letter))] }
  const { letters, settings } = await (means.readFacts ?? readFacts)(tx, about, at)
  const rows = new Map<string, NewPending>()
  const chance = pooled(means, 16 * wishes.length)
  const outcomes = wishes.map((wish): WishOutcome => {
    const refusal = refuse(wish, letters, settings)
    if (refusal) return refusal
    const row = pendingOf(wish, settings, vault, { now: () => at, random: chance.random })
    rows.set(row.id, row)
    return { kind: 'asked-to-confirm', pending: row.id }
  })
  await insertPending(tx, [...rows.values()], new Date(at.getTime() - mailAgainMilliseconds))
  return outcomes
}

/**
 * A signature is bound to the words on the signer's screen: if a correction was published while the form stood open,
 * we ask again rather than move the name over.
 */
function refuse(
  { campaign, letter: id, versions }: Wish,
  letters: ReadonlyMap<LetterId, SignableLetter>,
  settings: ReadonlyMap<CampaignId, SigningSettings>,
): WishOutcome | undefined {
  const letter = letters.get(id)
  if (!letter || letter.campaign !== campaign || !letter.isOpen || !settings.has(campaign)) return { kind: 'closed' }
  const isCurrent = versions.every((hash) => letter.versions.some((one) => one.isCurrent && one.hash === hash))
  return isCurrent && versions.length > 0 ? undefined : { kind: 'text-changed', current: currentVersions(letter) }
}

function pendingOf(
  wish: Wish,
  settings: ReadonlyMap<CampaignId, SigningSettings>,
  vault: Vault,
  means: Means,
): NewPending {
  const { campaign, letter, name, email, place, occupation, comment, language, consent, showsName, hears } = wish
  if (wish.signals.length > 64) throw new Fault('bad-state', 'signals are longer than any that we make')
  const { inbox, signer: mark } = marksOf(vault, wish, settings.get(campaign)?.sharedInbox ?? false)
  const versions = packVersions(wish.versions)
  const id = pendingIdOf(vault, wish, mark, versions)
  const sealed = sealPersonal(vault, campaign, id, { email, name, place, occupation, comment, language })
  const signals = Buffer.from(wish.signals)
  return {
    campaign,
    id,
    letter,
    mark,
    inbox,
    versions,
    sealed,
    consent,
    showsName,
    hears,
    wishedAt: means.now(),
    signals,
    mail: newId(means),
  }
}
