import type { CampaignId, EditionText, SignOnId, VersionHash } from '#kernel'
import { frozenTexts, gathersAt, type GatheringLetter } from '#letters'
import type { Tx, Vault } from '#platform'
import { provesOrganization } from './authority/judge-mail.ts'
import { textHashOf } from './authority/proof-subject.ts'
import { newestChallenge } from './authority/store-challenge.ts'
import { contextOf } from './begin.ts'
import { parseSignOnLink, type SignOnTarget } from './gather-link.ts'
import type { Consent, EditionOfSignOn, SignOnState, SignOnView } from './gathered.ts'
import { lineFacts } from './line-facts.ts'
import { homeQuestions } from './home-answers.ts'
import {
  editionsToFinalize,
  levelOf,
  lineStanding,
  newestHashes,
  printedLine,
  type ListContext,
} from './line-standing.ts'
import { bonds, openRepresentative, openWish, shownRepresentative, type SealedRepresentative } from './sealed-people.ts'
import { awaitedOf } from './standing.ts'
import { offeredEditions, placeOf } from './start-sign-on.ts'
import type { GatheredLine } from './gathered-line.ts'
import { gatheredLines } from './store-lines.ts'
import { representativesOf, type RepresentativeRow } from './store-representatives.ts'
import { findWish, type WishRow } from './store-wishes.ts'

/**
 * Everything that a representative's own page shows: before their mailbox has answered, after, and to a successor who
 * has not taken over yet. Changes nothing.
 */
export async function signOnView(tx: Tx, vault: Vault, link: string, at: Date): Promise<SignOnView | undefined> {
  const target = parseSignOnLink(vault, link)
  if (!target) return undefined
  const { campaign, signOn } = target
  const wish = await findWish(tx, campaign, signOn)
  if (wish) return wishView(tx, vault, wish, at)
  const [line] = await gatheredLines(tx, campaign, { signOn })
  const context = line && (await contextOf(tx, campaign, line.letter))
  return line && context ? lineView(tx, vault, { line, context, target, at }) : undefined
}

async function wishView(tx: Tx, vault: Vault, row: WishRow, at: Date): Promise<SignOnView | undefined> {
  const context = await contextOf(tx, row.campaign, row.letter)
  if (!context) return undefined
  const { letter } = context
  const wish = openWish(vault, bonds.wish(row.campaign, row.signOn), row.sealed)
  return {
    ...placeOf(letter),
    signOn: row.signOn,
    term: 1,
    isSuccessor: false,
    state: 'pending',
    line: lineFacts(wish),
    wishedName: undefined,
    representative: wish.representative,
    domain: wish.domain,
    isOpen: gathersAt(letter, at),
    until: letter.signOnUntil,
    closedAt: letter.closedAt,
    carries: wish.carries,
    considers: wish.considers,
    read: wish.read,
    editions: (await offeredEditions(tx, letter)).map((one) => ({ ...one, ...notStanding })),
    level: 'unverified',
    verdict: undefined,
    reason: undefined,
    awaitsConsent: false,
    challenge: undefined,
    home: [],
    successor: undefined,
    withdrawnAt: undefined,
    leaf: undefined,
  }
}

const notStanding = { consented: undefined, isPrinted: false, awaitsFinal: false, standsEarlier: false } as const

type Seen = {
  readonly line: GatheredLine
  readonly context: ListContext
  readonly target: SignOnTarget
  readonly at: Date
}

async function lineView(tx: Tx, vault: Vault, { line, context, target, at }: Seen): Promise<SignOnView | undefined> {
  const { campaign, term } = target
  const { letter } = context
  const people = await representativesOf(tx, campaign, line.id)
  const person = people.find((one) => one.term === term)
  if (!person?.sealed || !mayLook(line, person)) return undefined
  const personal = openPerson(vault, person, person.sealed)
  const isOpen = line.withdrawnAt === undefined && (gathersAt(letter, at) || mayStillRenew(line, letter))
  return {
    ...placeOf(letter),
    signOn: line.id,
    term,
    isSuccessor: term > line.term,
    state: stateOf(line),
    line: line.line,
    wishedName: line.wishedName,
    representative: shownRepresentative(personal),
    domain: line.domain,
    isOpen,
    until: letter.signOnUntil,
    closedAt: letter.closedAt,
    carries: line.carries,
    considers: personal.considers,
    read: personal.read,
    editions: await editionsOf(tx, line, context),
    level: levelOf(line),
    verdict: line.verdict,
    reason: line.reason,
    awaitsConsent: line.withdrawnAt === undefined && awaitedOf(line.consents, letter.editions).length > 0,
    challenge: await openChallenge(tx, line, target, at),
    home: await homeQuestions(tx, vault, campaign, line.id),
    successor: successorOf(vault, line, people),
    withdrawnAt: line.withdrawnAt,
    leaf: line.leaf?.withdrawnAt === undefined ? line.leaf?.index : undefined,
  }
}

async function openChallenge(
  tx: Tx,
  line: GatheredLine,
  { campaign, signOn, term }: SignOnTarget,
  at: Date,
): Promise<SignOnView['challenge']> {
  if (line.line.kind === 'person' || !line.signedAt) return undefined
  const found = await newestChallenge(tx, campaign, { signOn, term }, at)
  const isOpen = found && !found.usedAt && found.textHash === textHashOf(newestHashes(line))
  return isOpen ? { ...found, provesByMail: provesOrganization(found.domain) } : undefined
}

/** Whoever speaks now, and a successor who has been named and not yet answered. */
const mayLook = (line: GatheredLine, { term, confirmedAt }: RepresentativeRow): boolean =>
  term === line.term || (term === line.term + 1 && confirmedAt === undefined)

const mayStillRenew = ({ signedAt }: GatheredLine, { state }: GatheringLetter): boolean =>
  signedAt !== undefined && state !== 'closed' && state !== 'draft'

/** How far a line is. */
export function stateOf({ withdrawnAt, signedAt }: Pick<GatheredLine, 'withdrawnAt' | 'signedAt'>): SignOnState {
  if (withdrawnAt) return 'withdrawn'
  return signedAt ? 'signed' : 'considering'
}

/** Opens what is personal of a representative. */
export function openPerson(
  vault: Vault,
  { campaign, signOn, term }: { readonly campaign: CampaignId; readonly signOn: SignOnId; readonly term: number },
  sealed: Buffer,
): SealedRepresentative {
  return openRepresentative(vault, bonds.representative(campaign, signOn, term), sealed)
}

function successorOf(vault: Vault, line: GatheredLine, people: readonly RepresentativeRow[]): SignOnView['successor'] {
  const next = people.find(({ term, confirmedAt }) => term === line.term + 1 && confirmedAt === undefined)
  return next?.sealed ? { name: openPerson(vault, next, next.sealed).name, since: next.since } : undefined
}

async function editionsOf(tx: Tx, line: GatheredLine, context: ListContext): Promise<readonly EditionOfSignOn[]> {
  const { letter } = context
  const printed = new Set(printedLine(line, context)?.editions)
  const toFinalize = new Set(editionsToFinalize(line, context))
  const standing = new Set(lineStanding(line, context).versions)
  const versions = new Map(letter.editions.map((one) => [one.id, one.versions]))
  const offered = await offeredEditions(tx, letter)
  const newest = new Map(offered.map(({ edition }) => [edition, newestConsent(line, edition)]))
  const old = [...newest.values()].flatMap((one) => one?.hash ?? [])
  const texts: ReadonlyMap<VersionHash, EditionText> = await frozenTexts(tx, letter.campaign, [...new Set(old)])
  return offered.map((one) => {
    const consented = newest.get(one.edition)
    return {
      ...one,
      consented: consented && { ...consented, text: texts.get(consented.hash) },
      isPrinted: printed.has(one.edition),
      awaitsFinal: toFinalize.has(one.edition),
      standsEarlier:
        !printed.has(one.edition) && (versions.get(one.edition) ?? []).some(({ hash }) => standing.has(hash)),
    }
  })
}

function newestConsent({ consents }: GatheredLine, edition: string): Consent | undefined {
  return consents
    .filter((one) => one.edition === edition)
    .toSorted((one, other) => one.number - other.number)
    .at(-1)
}
