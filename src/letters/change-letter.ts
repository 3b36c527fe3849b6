import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import type { Letter } from './letter.ts'
import { lockDraft, updateLetter } from './store-draft.ts'
import { lettersOf, touchCampaign } from './store.ts'
import { isLanguage } from './tags.ts'
import { writeDown, type Doing } from './write-down.ts'

/** Facts of a letter that an organizer changes; what is not given stays, what is given as `undefined` goes. */
export type LetterChange = Partial<Pick<Letter, 'title' | 'language' | 'follows' | 'signOnUntil'>>

/** What can come of it. */
export type LetterChangeOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'no-title' }
  /** Not a BCP 47 tag. */
  | { readonly kind: 'no-language' }
  /** The letter that it should follow is not there, or follows it. */
  | { readonly kind: 'cannot-follow' }
  | { readonly kind: 'gone' }

/**
 * Changes what a letter is called, its language, what it follows, and until when organizations sign on. None of it is
 * part of a text that is signed. Where it is open its pages follow.
 */
export async function changeLetter(
  tx: Tx,
  { campaign, letter, ...change }: { readonly campaign: CampaignId; readonly letter: LetterId } & LetterChange,
  means: Doing,
): Promise<LetterChangeOutcome> {
  const row = await lockDraft(tx, campaign, letter)
  if (!row) return { kind: 'gone' }
  const before = row.letter
  const after = { ...before, ...change, title: (change.title ?? before.title).trim() }
  if (after.title === '') return { kind: 'no-title' }
  if (!isLanguage(after.language)) return { kind: 'no-language' }
  if (after.follows !== before.follows && !(await mayFollow(tx, campaign, after))) return { kind: 'cannot-follow' }
  const changed = changedFacts(before, after)
  if (changed.length === 0) return { kind: 'unchanged' }
  await updateLetter(tx, campaign, after)
  await touchCampaign(tx, campaign)
  const event = { act: 'change-letter', campaign, subject: [letter] } as const
  await writeDown(tx, { ...event, before: factsOf(before, changed), after: factsOf(after, changed) }, means)
  return { kind: 'changed' }
}

async function mayFollow(tx: Tx, campaign: CampaignId, { id, follows }: Letter): Promise<boolean> {
  if (follows === undefined) return true
  const before = new Map((await lettersOf(tx, campaign)).map((one) => [one.id, one.follows]))
  if (!before.has(follows)) return false
  // Two who change at once could still make a circle; whoever walks it stops at the letter it began with.
  for (let one: LetterId | undefined = follows; one !== undefined; one = before.get(one)) if (one === id) return false
  return true
}

type Fact = 'title' | 'language' | 'follows' | 'signOnUntil'

const changedFacts = (before: Letter, after: Letter): readonly Fact[] =>
  (['title', 'language', 'follows', 'signOnUntil'] as const).filter(
    (fact) => asText(before[fact]) !== asText(after[fact]),
  )

const asText = (value: string | Date | undefined): string | null =>
  value instanceof Date ? value.toISOString() : (value ?? null)

/** What the trail says of facts: that a title changed, not what it says, since a person typed it. */
const factsOf = (letter: Letter, facts: readonly Fact[]): Readonly<Record<string, string | number | null>> =>
  Object.fromEntries(
    facts.map((fact) => {
      const value = asText(letter[fact])
      return fact === 'title' ? ['titleLength', letter.title.length] : [fact, value]
    }),
  )
