import { networksOf } from './networks.ts'

/** What came of a wish to spend: `waitSeconds` is when to come again. */
export type Spending = { readonly kind: 'spent' } | { readonly kind: 'used-up'; readonly waitSeconds: number }

/** How often each client may ask for something costly. Addresses are held in memory only, no longer than a window. */
export type VisitBudget = {
  readonly spend: (address: string) => Spending
  /** How many groups of addresses are held at this moment. */
  readonly groups: () => number
}

const everybodyElse = 'everybody else'

/**
 * A budget of `atMost` in each window of `seconds`, shared by neighbors: those whose `close` network is the same ({@link networksOf}).
 * Beyond `groupsAtMost` groups in a window, newcomers share one budget, so that a flood costs no memory.
 */
export function visitBudget(limits: {
  readonly atMost: number
  readonly seconds: number
  readonly groupsAtMost: number
  readonly now: () => Date
}): VisitBudget {
  const spent = new Map<string, number>()
  const long = limits.seconds * 1000
  let begun = limits.now().getTime()
  return {
    spend: (address) => {
      const at = limits.now().getTime()
      // Also when a clock was set back: else nobody could come in until it has caught up.
      if (at - begun >= long || at < begun) {
        spent.clear()
        begun = at
      }
      const group = networksOf(address).close
      const counted = spent.has(group) || spent.size < limits.groupsAtMost ? group : everybodyElse
      const before = spent.get(counted) ?? 0
      if (before >= limits.atMost) return { kind: 'used-up', waitSeconds: Math.ceil((begun + long - at) / 1000) }
      spent.set(counted, before + 1)
      return { kind: 'spent' }
    },
    groups: () => spent.size,
  }
}
