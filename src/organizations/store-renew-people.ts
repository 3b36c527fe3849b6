import { sql } from 'kysely'
import type { CampaignId, LetterId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { AskId } from './gathered.ts'

/** A sealed row, and the letter within which its inbox is recognized. */
export type SealedOf<Id extends string> = {
  readonly campaign: CampaignId
  readonly id: Id
  readonly letter: LetterId
  readonly sealed: Buffer
}

/** What takes its place. */
export type Renewed<Id extends string> = Omit<SealedOf<Id>, 'letter'> & { readonly mark: Buffer | undefined }

/** Keeps everybody else from writing sign-ons until the transaction ends; who reads goes on. */
export async function lockSealedPeople(tx: Tx): Promise<void> {
  await sql`lock table organizations_ask, organizations_wish, organizations_representative, organizations_home_answer
              in share row exclusive mode`.execute(tx)
}

/** What is sealed of asks. */
export async function sealedAsks(tx: Tx): Promise<readonly SealedOf<AskId>[]> {
  const { rows } = await sql<SealedOf<AskId>>`
    select campaign_id as campaign, ask_id as id, letter_id as letter, sealed from organizations_ask
     where sealed is not null`.execute(tx)
  return rows
}

/** What is sealed of forms. */
export async function sealedWishes(tx: Tx): Promise<readonly SealedOf<SignOnId>[]> {
  const { rows } = await sql<SealedOf<SignOnId>>`
    select campaign_id as campaign, sign_on_id as id, letter_id as letter, sealed from organizations_wish`.execute(tx)
  return rows
}

/** What is sealed of representatives. */
export async function sealedPeople(tx: Tx): Promise<readonly (SealedOf<SignOnId> & { readonly term: number })[]> {
  const { rows } = await sql<SealedOf<SignOnId> & { readonly term: number }>`
    select r.campaign_id as campaign, r.sign_on_id as id, s.letter_id as letter, r.term, r.sealed
      from organizations_representative r join organizations_sign_on s using (campaign_id, sign_on_id)
     where r.sealed is not null`.execute(tx)
  return rows
}

/** What is sealed of answers from home. */
export async function sealedAnswers(tx: Tx): Promise<readonly Omit<SealedOf<string>, 'letter'>[]> {
  const { rows } = await sql<Omit<SealedOf<string>, 'letter'>>`
    select campaign_id as campaign, answer_id as id, sealed from organizations_home_answer
     where sealed is not null`.execute(tx)
  return rows
}

/** Writes what an ask is sealed and marked with from now on. */
export async function writeAsk(tx: Tx, { campaign, id, sealed, mark }: Renewed<AskId>): Promise<void> {
  await tx
    .updateTable('organizations_ask')
    .set({ sealed, address_mark: mark ?? null })
    .where('campaign_id', '=', campaign)
    .where('ask_id', '=', id)
    .execute()
}

/** Writes what a form is sealed and marked with from now on. */
export async function writeWish(
  tx: Tx,
  { campaign, id, sealed, mark }: Renewed<SignOnId> & { readonly mark: Buffer },
): Promise<void> {
  await tx
    .updateTable('organizations_wish')
    .set({ sealed, address_mark: mark })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', id)
    .execute()
}

/** Writes what a representative is sealed and marked with from now on. */
export async function writePerson(
  tx: Tx,
  { campaign, id, term, sealed, mark }: Renewed<SignOnId> & { readonly term: number },
): Promise<void> {
  await tx
    .updateTable('organizations_representative')
    .set({ sealed, address_mark: mark ?? null })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', id)
    .where('term', '=', term)
    .execute()
}

/** Writes what an answer is sealed with from now on. */
export async function writeAnswer(tx: Tx, { campaign, id, sealed }: Omit<Renewed<string>, 'mark'>): Promise<void> {
  await tx
    .updateTable('organizations_home_answer')
    .set({ sealed })
    .where('campaign_id', '=', campaign)
    .where('answer_id', '=', id)
    .execute()
}
