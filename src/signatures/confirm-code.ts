import type { Vault } from '#platform'
import { codeLife, codeOf } from './marks.ts'
import type { IdKey } from './store-pending.ts'
import type { ConfirmWish } from './wish.ts'

/** What a code is judged by: a wish, or one that a code has already confirmed. */
export type CodeHolder = IdKey & { readonly codeSentAt: Date | null; readonly codeTries: number }

/** Codes judged: which wishes (by their place) typed the right one, and how often each id has now been tried in vain. */
export type JudgedCodes = {
  readonly right: ReadonlySet<number>
  readonly tries: readonly (IdKey & { readonly codeTries: number })[]
}

/**
 * Judges typed codes one after the other, so that guesses sent together count like guesses sent in turn: nobody gets
 * more than five. The caller holds the rows locked.
 */
export function judgeCodes(
  wishes: readonly ConfirmWish[],
  holders: ReadonlyMap<string, CodeHolder>,
  vault: Vault,
  at: Date,
): JudgedCodes {
  const right = new Set<number>()
  const tries = new Map<string, IdKey & { readonly codeTries: number }>()
  wishes.forEach((wish, place) => {
    if (wish.by !== 'code') return
    const holder = holders.get(wish.pending)
    if (!holder || holder.campaign !== wish.campaign || holder.codeSentAt === null) return
    const codeTries = tries.get(wish.pending)?.codeTries ?? holder.codeTries
    const age = at.getTime() - holder.codeSentAt.getTime()
    if (codeTries >= codeLife.tries || age > codeLife.milliseconds) return
    if (codeOf(vault, wish.campaign, wish.pending, holder.codeSentAt) === wish.code) right.add(place)
    else tries.set(wish.pending, { campaign: wish.campaign, id: wish.pending, codeTries: codeTries + 1 })
  })
  return { right, tries: [...tries.values()] }
}
