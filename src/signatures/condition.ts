import { parsePartialDate, type CampaignId } from '#kernel'
import { domainMark, networkMarks, shapeMark, type SignalMarks } from './review/signals.ts'

/** Which signatures a person means: all parts must hold. */
export type Condition = {
  /**
   * The condition in words that say the same again. Addresses and names stand in it as marks, because it is kept; a
   * mail domain stands as typed.
   */
  readonly text: string
  readonly parts: readonly ConditionPart[]
}

/** One part of a condition, as the database is asked. */
export type ConditionPart =
  | { readonly kind: 'mark'; readonly of: MarkedPart; readonly mark: string }
  | { readonly kind: 'from' | 'until'; readonly at: Date }
  | { readonly kind: 'leaves'; readonly first: number; readonly last: number }
  | { readonly kind: 'signal'; readonly signal: ConditionSignal }

/** What is kept of a form as a mark. */
export type MarkedPart = 'near' | 'close' | 'domain' | 'shape'

/** What a form can have shown. */
export const conditionSignals = [
  'honeypot',
  'no-token',
  'stale',
  'cross-site',
  'drawn-name',
  'quick-form',
  'quick-mail',
] as const
export type ConditionSignal = (typeof conditionSignals)[number]

/** A condition, or a sentence that says what is wrong with it. */
export type ParsedCondition =
  | { readonly kind: 'read'; readonly condition: Condition }
  | { readonly kind: 'wrong'; readonly sentence: string }

const wrong = (sentence: string): ParsedCondition => ({ kind: 'wrong', sentence })

/**
 * Reads `domain=example.net and network-of=192.0.2.1 and from=2026-11-23T08:00Z and until=2026-11-24 and
 * shape-of="Ada Kowalska" and leaves=100..200 and signal=no-token`. At least one part; each part narrows.
 */
export function parseCondition(typed: string, vault: SignalMarks, campaign: CampaignId): ParsedCondition {
  const texts: string[] = []
  const parts: ConditionPart[] = []
  for (const piece of typed.trim().split(/\s+and\s+/u)) {
    const [, key = '', bare = ''] = /^([a-z-]+)\s*=\s*(.+)$/u.exec(piece.trim()) ?? []
    const value = bare.replace(/^"(.*)"$/u, '$1').trim()
    const part = value === '' ? undefined : partOf(key, value, vault, campaign)
    if (part === undefined)
      return wrong(
        `“${piece.trim()}” is no condition. Write KEY=VALUE, joined by “and”, with these keys: ${keys}. Moments have a zone: from=2026-11-23T08:00Z.`,
      )
    parts.push(part)
    texts.push(textOf(part, key, value))
  }
  const [from, until] = (['from', 'until'] as const).map((kind) => parts.find((part) => part.kind === kind))
  if (from && until && 'at' in from && 'at' in until && from.at >= until.at)
    return wrong('“from” must be before “until”.')
  return { kind: 'read', condition: { text: texts.join(' and '), parts } }
}

const keys =
  'domain, network-of (an IP address: its /24 or /48), subnet-of (its /64), network, subnet, shape, shape-of (a name), ' +
  `from, until, leaves (as 100..200), signal (${conditionSignals.join(', ')})`

const kept: Readonly<Record<string, MarkedPart>> = { network: 'near', subnet: 'close', shape: 'shape' }

function partOf(key: string, value: string, vault: SignalMarks, campaign: CampaignId): ConditionPart | undefined {
  const mark = (of: MarkedPart, made: string): ConditionPart => ({ kind: 'mark', of, mark: made })
  const again = kept[key]
  if (again !== undefined) return /^[0-9a-f]{16}$/.test(value) ? mark(again, value) : undefined
  switch (key) {
    case 'domain':
      return /^[^\s@/]+$/u.test(value) ? mark('domain', domainMark(vault, campaign, value)) : undefined
    case 'network-of':
      return isAddress(value) ? mark('near', networkMarks(vault, campaign, value).near) : undefined
    case 'subnet-of':
      return isAddress(value) ? mark('close', networkMarks(vault, campaign, value).close) : undefined
    case 'shape-of':
      return mark('shape', shapeMark(vault, campaign, value))
    case 'from':
    case 'until': {
      const at = momentOf(value)
      return at && { kind: key, at }
    }
    case 'leaves':
      return leavesOf(value)
    case 'signal': {
      const signal = conditionSignals.find((one) => one === value)
      return signal && { kind: 'signal', signal }
    }
    default:
      return undefined
  }
}

function textOf(part: ConditionPart, key: string, value: string): string {
  if (part.kind !== 'mark' || part.of === 'domain') return `${key}=${value}`
  return `${{ near: 'network', close: 'subnet', shape: 'shape' }[part.of]}=${part.mark}`
}

function isAddress(value: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(value) || (/^[0-9a-f:.]+$/i.test(value) && value.includes(':'))
}

/** A day (its start in UTC) or a moment with its zone: without one it would be another hour on another machine. */
function momentOf(typed: string): Date | undefined {
  const [, day = '', hour] = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2}))?$/.exec(typed) ?? []
  const moment = new Date(hour === undefined ? `${day}T00:00Z` : typed)
  return parsePartialDate(day) === undefined || Number.isNaN(moment.getTime()) ? undefined : moment
}

function leavesOf(value: string): ConditionPart | undefined {
  const [, first = '', last = first] = /^(\d{1,12})(?:\.\.(\d{1,12}))?$/.exec(value) ?? []
  if (first === '' || Number(first) > Number(last)) return undefined
  return { kind: 'leaves', first: Number(first), last: Number(last) }
}
