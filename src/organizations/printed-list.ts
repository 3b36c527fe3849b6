import type { SignatoryGroup } from '#kernel'
import { letterheadNames, signatureGroups } from './listing.ts'
import { orderSignatories, type OrderSettings } from './order.ts'
import type { SignOn } from './sign-on.ts'

/** A letter's list in every form it is shown. */
export type PrintedList = {
  readonly lines: readonly SignOn[]
  readonly letterhead: readonly string[]
  readonly groups: readonly SignatoryGroup[]
}

/** Puts sign-ons in printed order, as lines, as a letterhead and as a signature block. */
export function printedList(signOns: readonly SignOn[], settings: OrderSettings): PrintedList {
  return {
    lines: orderSignatories(signOns, settings),
    letterhead: letterheadNames(signOns, settings),
    groups: signatureGroups(signOns, settings),
  }
}
