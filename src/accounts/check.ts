import type { Tx, Vault } from '#platform'
import { openPersonal, markOf } from './sealed.ts'
import {
  campaignsWithoutLead,
  endedWithRights,
  grantsAgainstTrail,
  rolesAgainstTrail,
  rulesAgainstTrail,
  signInsAgainstTrail,
  usedWithoutTwo,
} from './store-check.ts'
import { allOrganizers } from './store-organizer.ts'

/**
 * Compares what is with what was written down: every role, right, rule and session came by an act in the trail, whoever
 * ended has nothing left, every campaign with people has a lead, and nothing was done on one person's word where two are
 * needed. With a vault, also that every address opens and is found by its mark. To be called on one snapshot.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkAccounts(tx: Tx, vault?: Vault): Promise<readonly string[]> {
  const told = (sentence: (id: string) => string, ids: readonly string[]) => ids.map(sentence)
  return [
    ...told((id) => `The role of ${id} is not the one that was written down.`, await rolesAgainstTrail(tx)),
    ...told((id) => `The rights of organizer ${id} are not those written down.`, await grantsAgainstTrail(tx)),
    ...told((id) => `The rule ${id} is not the one that was written down.`, await rulesAgainstTrail(tx)),
    ...told(
      (id) => `Organizer ${id} was signed in without a link, a passkey or an act.`,
      await signInsAgainstTrail(tx),
    ),
    ...told((id) => `Organizer ${id} has ended and still has something.`, await endedWithRights(tx)),
    ...told((id) => `Nobody leads the campaign ${id}.`, await campaignsWithoutLead(tx)),
    ...told((id) => `The approval ${id} was used without two people.`, await usedWithoutTwo(tx)),
    ...(vault ? await sealsOf(tx, vault) : []),
  ]
}

async function sealsOf(tx: Tx, vault: Vault): Promise<readonly string[]> {
  return (await allOrganizers(tx)).flatMap(({ id, mark, sealed }) => {
    if (!sealed || !mark) return []
    const { email } = openPersonal(vault, id, sealed)
    return mark.equals(markOf(vault, email)) ? [] : [`Organizer ${id} is not found by their address.`]
  })
}
