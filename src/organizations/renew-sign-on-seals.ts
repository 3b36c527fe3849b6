import type { Tx, Vault } from '#platform'
import { bonds, inboxMark, openAnswer, openAsk, openRepresentative, openWish, seal } from './sealed-people.ts'
import {
  lockSealedPeople,
  sealedAnswers,
  sealedAsks,
  sealedPeople,
  sealedWishes,
  writeAnswer,
  writeAsk,
  writePerson,
  writeWish,
} from './store-renew-people.ts'

/** Opens and recognizes what is there; seals and marks what comes in its place. */
type VaultChange = { readonly before: Vault; readonly after: Vault }

/**
 * Seals and marks anew everybody who is asked, signs on, speaks for an organization or answered from home, so that old
 * keys can go. In the transaction that renews everything else.
 * @returns how many were sealed anew.
 * @throws Fault `bad-state` when something does not open.
 */
export async function renewSignOnSeals(tx: Tx, change: VaultChange): Promise<number> {
  await lockSealedPeople(tx)
  const done = [
    await renewAsks(tx, change),
    await renewWishes(tx, change),
    await renewPeople(tx, change),
    await renewAnswers(tx, change),
  ]
  return done.reduce((sum, one) => sum + one, 0)
}

async function renewAsks(tx: Tx, { before, after }: VaultChange): Promise<number> {
  const rows = await sealedAsks(tx)
  for (const { campaign, id, letter, sealed } of rows) {
    const bound = bonds.ask(campaign, id)
    const personal = openAsk(before, bound, sealed)
    const mark = personal.email === undefined ? undefined : inboxMark(after, campaign, letter, personal.email)
    await writeAsk(tx, { campaign, id, sealed: seal(after, bound, personal), mark })
  }
  return rows.length
}

async function renewWishes(tx: Tx, { before, after }: VaultChange): Promise<number> {
  const rows = await sealedWishes(tx)
  for (const { campaign, id, letter, sealed } of rows) {
    const bound = bonds.wish(campaign, id)
    const form = openWish(before, bound, sealed)
    const mark = inboxMark(after, campaign, letter, form.representative.email)
    await writeWish(tx, { campaign, id, sealed: seal(after, bound, form), mark })
  }
  return rows.length
}

async function renewPeople(tx: Tx, { before, after }: VaultChange): Promise<number> {
  const rows = await sealedPeople(tx)
  for (const { campaign, id, letter, term, sealed } of rows) {
    const bound = bonds.representative(campaign, id, term)
    const personal = openRepresentative(before, bound, sealed)
    const mark = inboxMark(after, campaign, letter, personal.email)
    await writePerson(tx, { campaign, id, term, sealed: seal(after, bound, personal), mark })
  }
  return rows.length
}

async function renewAnswers(tx: Tx, { before, after }: VaultChange): Promise<number> {
  const rows = await sealedAnswers(tx)
  for (const { campaign, id, sealed } of rows) {
    const bound = bonds.answer(campaign, id)
    await writeAnswer(tx, { campaign, id, sealed: seal(after, bound, openAnswer(before, bound, sealed)) })
  }
  return rows.length
}
