import { recordEvent } from '#accounts'
import { newId, type CampaignId, type LetterId } from '#kernel'
import { touchCampaign } from '#letters'
import { leaveMails, type Tx } from '#platform'
import { sha256 } from '#proof'
import { letterAsked, lockedContext, type By, type LetterAsked, type SealedMeans } from './begin.ts'
import { lineFacts } from './line-facts.ts'
import { comingLine, factsOf, printedLine, type ListContext } from './line-standing.ts'
import { recordedLine } from './printed-sign-ons.ts'
import { factsFor, type SignOnFacts, type SignOnShelf } from './shelf.ts'
import { settleSignOns } from './settle-sign-ons.ts'
import { finalizable, type Standing } from './standing.ts'
import { findFinal, putFinal } from './store-final.ts'
import type { GatheredLine } from './gathered-line.ts'
import type { ListFacts } from './store-list-facts.ts'
import type { KeptSignOn, PrintedSignOn } from './sign-on.ts'

type Candidate = { readonly line: GatheredLine; readonly standing: Standing }

/** A list as it would be finalized now, for the pages on which organizers work on it. */
export type DrawnList = ListFacts & {
  /** What it would print: recorded lines, and gathered ones that are signed, authorized and accepted, finalized or not. */
  readonly lines: readonly PrintedSignOn[]
  /** Gathered lines that may still come onto it, as they would be spelled there. */
  readonly coming: readonly PrintedSignOn[]
  /** Exactly that as text, for the act `finalize-list`. */
  readonly content: string
}

/**
 * The list as it would be finalized now, with everything about it; `undefined` where there is no such letter. In three
 * questions where the letter is at hand.
 */
export async function listOf(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterAsked,
  shelf?: SignOnShelf,
): Promise<DrawnList | undefined> {
  const found = await letterAsked(tx, campaign, letter)
  if (!found) return undefined
  // As if two had agreed on exactly this.
  const free = { letter: found, needsTwo: false }
  const { facts, recorded, lines, ...drawn } = await drawList(await factsFor(tx, campaign, shelf), free)
  const gathered = drawn.candidates.flatMap(({ line }) => printedLine(line, free) ?? [])
  const there = new Set(gathered.map(({ id }) => id))
  const coming = lines.filter(({ id, withdrawnAt }) => !there.has(id) && !withdrawnAt)
  return {
    ...facts,
    lines: [...recorded.map(recordedLine), ...gathered],
    coming: coming.map((line) => comingLine(line, free)),
    content: contentOf(free, { ...drawn, facts, recorded, lines }),
  }
}

/**
 * The exact list as it would print if it were finalized now, as text: settings, headings, every line to the letter with
 * the versions it stands for, and the endorsements. Two lists are the same exactly when this is.
 */
export async function finalContent(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<string> {
  return (await listOf(tx, campaign, letter))?.content ?? ''
}

type Drawn = {
  readonly facts: ListFacts
  readonly recorded: readonly KeptSignOn[]
  readonly lines: readonly GatheredLine[]
  readonly candidates: readonly Candidate[]
}

async function drawList(facts: SignOnFacts, context: ListContext): Promise<Drawn> {
  const letter = context.letter.id
  const lines = (await facts.lines()).get(letter) ?? []
  const candidates = lines.flatMap((line) => {
    const standing = finalizable(factsOf(line, context))
    return standing.versions.length === 0 ? [] : [{ line, standing }]
  })
  return { candidates, lines, recorded: await facts.recorded(letter), facts: await facts.list(letter) }
}

function contentOf({ letter }: ListContext, { facts, recorded, candidates }: Drawn): string {
  const list = {
    letter: letter.id,
    settings: facts.settings,
    groups: facts.groups,
    recorded: recorded.map((line) => [line.id, line.position, line.editions.toSorted(), lineFacts(line)]),
    lines: candidates.map(({ line, standing }) => [
      line.id,
      line.position,
      standing.versions,
      lineFacts(standing.line),
    ]),
    endorsements: facts.endorsements,
  }
  return JSON.stringify(list, undefined, 1)
}

/** Which list to finalize. */
export type Finalizing = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly by: By
  /** What was cleared: the text of `finalContent`, byte for byte. */
  readonly content: string
}

/**
 * Finalizes a list: where the campaign wants two people, nothing else is printed from now on. To be called after
 * `clearAct` said go for exactly this content, in the same transaction; what changed meanwhile is not finalized.
 */
export async function finalizeList(
  tx: Tx,
  { campaign, letter, by, content }: Finalizing,
  means: SealedMeans,
): Promise<{ readonly kind: 'finalized'; readonly lines: number } | { readonly kind: 'changed' | 'closed' | 'gone' }> {
  const context = await lockedContext(tx, campaign, letter)
  if (!context) return { kind: 'gone' }
  if (context.letter.state === 'closed') return { kind: 'closed' }
  const drawn = await drawList(await factsFor(tx, campaign), context)
  if (contentOf(context, drawn) !== content) return { kind: 'changed' }
  const lines = drawn.candidates
  const at = means.now()
  const hash = Buffer.from(sha256(Buffer.from(content)))
  await putFinal(tx, campaign, {
    letter,
    hash,
    at,
    by: by === 'server' ? undefined : by,
    holds: context.needsTwo,
    lines: lines.map(({ line, standing }) => ({ signOn: line.id, ...standing, line: lineFacts(standing.line) })),
  })
  const after = { lines: lines.length, hash: hash.toString('hex') }
  await recordEvent(tx, { by, act: 'finalize-list', campaign, subject: [letter], after }, means)
  await leaveMails(
    tx,
    lines
      .filter(({ line }) => !line.isForgotten)
      .map(({ line }) => ({
        id: newId(means),
        kind: 'organizations.list-ready',
        ids: { campaign, signOn: line.id, term: String(line.term) },
        dueAt: at,
      })),
  )
  await settleSignOns(tx, campaign, letter, means)
  await touchCampaign(tx, campaign)
  return { kind: 'finalized', lines: lines.length }
}

/** When and by whom a list was finalized last, and whether only that list is printed. */
export async function finalOf(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
): Promise<{ readonly at: Date; readonly by: By; readonly lines: number; readonly holds: boolean } | undefined> {
  const final = await findFinal(tx, campaign, letter)
  return final && { ...final, by: final.by ?? 'server' }
}
