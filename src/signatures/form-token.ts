/** What a form's age needs of the vault: marks under the purpose `form`. */
export type FormMarks = {
  readonly mark: (purpose: 'form', ...parts: readonly string[]) => Uint8Array
  readonly holds: (purpose: 'form', mac: Uint8Array, ...parts: readonly string[]) => boolean
}

/**
 * How long a form stood open. Only a signal for the review: whatever it says, the form is taken. `seconds` counts from
 * the start of the slot, so it may be up to {@link slotSeconds} too many and never too few.
 */
export type FormOpening =
  | { readonly kind: 'opened'; readonly seconds: number }
  | { readonly kind: 'stale' }
  | { readonly kind: 'none' }

/** Seconds in which all forms carry the same token, so that the page can be kept and handed to many. */
export const slotSeconds = 5
/** A form older than this is stale: a tab left open over night, or a token somebody keeps using. */
const staleSeconds = 24 * 3600

/**
 * The hidden value of a form that is opened at a moment: the slot of the clock, signed for one letter.
 * @param letterKey what tells letters apart, as `campaign/letter`; read it with the same.
 */
export function makeFormToken(vault: FormMarks, at: Date, letterKey: string): string {
  const slot = Math.floor(at.getTime() / 1000 / slotSeconds).toString(36)
  return `${slot}.${Buffer.from(vault.mark('form', letterKey, slot)).toString('base64url')}`
}

/** Reads what came back in the hidden field, for the letter that the form belongs to. */
export type FormReader = (at: Date, letterKey: string, token: string | undefined) => FormOpening

const rememberedAtMost = 1024

/**
 * Reads tokens; forged, of another letter or from the future is as good as none. One that was found good is not computed
 * again: all forms of five seconds carry the same.
 */
export function formReader(vault: FormMarks): FormReader {
  const slots = new Map<string, number>()
  return (at, letterKey, token) => {
    const key = `${letterKey} ${token}`
    const there = slots.get(key)
    if (there !== undefined) return openingOf(at, there)
    const slot = slotIn(vault, letterKey, token)
    if (slot === undefined) return { kind: 'none' }
    if (slots.size >= rememberedAtMost) slots.clear()
    slots.set(key, slot)
    return openingOf(at, slot)
  }
}

/** The slot that a token of ours names. */
function slotIn(vault: FormMarks, letterKey: string, token: string | undefined): number | undefined {
  const [, slot = '', mac = ''] = /^([0-9a-z]{1,9})\.([\w-]{20,64})$/.exec(token ?? '') ?? []
  const isOurs = slot !== '' && vault.holds('form', Buffer.from(mac, 'base64url'), letterKey, slot)
  return isOurs ? Number.parseInt(slot, 36) : undefined
}

function openingOf(at: Date, slot: number): FormOpening {
  const seconds = Math.floor(at.getTime() / 1000) - slot * slotSeconds
  // Servers' clocks differ a little; a form from further ahead was not opened at all.
  if (seconds < -60) return { kind: 'none' }
  return seconds > staleSeconds ? { kind: 'stale' } : { kind: 'opened', seconds: Math.max(0, seconds) }
}
