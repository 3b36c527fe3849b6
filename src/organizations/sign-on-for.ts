import type { CampaignId, SignOnId } from '#kernel'
import type { GatheringLetter } from '#letters'
import type { Tx, Vault } from '#platform'
import { shownIn } from './authority/open-evidence.ts'
import { contextOf } from './begin.ts'
import type { HistoryEntry, ShownSignOnEvidence, SignOnDetail } from './gathered-board.ts'
import { questionOf } from './home-answers.ts'
import { editionsToFinalize, levelOf, lineStanding } from './line-standing.ts'
import { waitingOf } from './queues.ts'
import { shownRepresentative } from './sealed-people.ts'
import { factsFor, type SignOnShelf } from './shelf.ts'
import { openPerson, stateOf } from './sign-on-view.ts'
import type { GatheredLine } from './gathered-line.ts'
import type { RepresentativeRow } from './store-representatives.ts'
import { signOnPast, type SignOnPast } from './store-sign-on-past.ts'

/**
 * A sign-on as organizers see it: who speaks, what proves it, what was said at home, and everything that happened.
 * @param known its letter, where it is at hand: then a sign-on of another letter is not found; and a shelf, where there is one
 */
export async function signOnFor(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
  signOn: SignOnId,
  { letter, shelf }: { readonly letter?: GatheringLetter; readonly shelf?: SignOnShelf } = {},
): Promise<SignOnDetail | undefined> {
  const facts = await factsFor(tx, campaign, shelf)
  const lines = [...(await facts.lines()).values()].flat()
  const line = lines.find((one) => one.id === signOn && (letter === undefined || one.letter === letter.id))
  const context = line && (await contextOf(tx, campaign, letter ?? line.letter))
  if (!line || !context) return undefined
  const { people, homes, answers, ...past } = await signOnPast(tx, campaign, signOn)
  const present = people.find(({ term }) => term === line.term)
  const personal = present?.sealed && openPerson(vault, present, present.sealed)
  const evidence = shownEvidence(vault, campaign, line.term, past.evidence)
  const doubts = await facts.doubts(line.letter)
  const { verdict, judgedAt, judgedBy, domain, domainFrom } = line
  return {
    signOn,
    campaign,
    letter: line.letter,
    ask: line.ask,
    organization: line.organization,
    state: stateOf(line),
    line: line.line,
    representative: personal ? shownRepresentative(personal) : undefined,
    language: personal ? personal.language : undefined,
    domain: domain && domainFrom && { name: domain, from: domainFrom },
    level: levelOf(line),
    verdict: verdict && judgedAt && { kind: verdict, by: judgedBy ?? 'server', at: judgedAt },
    reason: line.reason,
    wishedName: line.wishedName,
    carries: line.carries,
    consents: line.consents,
    standing: lineStanding(line, context).versions,
    awaitsFinal: editionsToFinalize(line, context).length > 0,
    evidence,
    home: homes.map((one) => questionOf(vault, one, answers)),
    history: historyOf(line, people, evidence),
    mailTrouble: line.returnedAt,
    withdrawnAt: line.withdrawnAt,
    leaf: line.leaf?.withdrawnAt === undefined ? line.leaf?.index : undefined,
    queues: (waitingOf(context.letter, [line], doubts).get(signOn) ?? []).map(({ queue }) => queue),
  }
}

/** What came in to prove that a representative may sign, oldest first, with what was shown. */
export async function shownEvidenceOf(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
  { signOn, term }: { readonly signOn: SignOnId; readonly term: number },
): Promise<readonly ShownSignOnEvidence[]> {
  return shownEvidence(vault, campaign, term, (await signOnPast(tx, campaign, signOn)).evidence)
}

function shownEvidence(
  vault: Vault,
  campaign: CampaignId,
  term: number,
  found: SignOnPast['evidence'],
): readonly ShownSignOnEvidence[] {
  return found.map(({ evidence, sealed }) => ({
    evidence,
    id: evidence.id,
    isPresent: evidence.provedFor?.term === term,
    shown: sealed && shownIn(vault, campaign, evidence.id, sealed),
  }))
}

function historyOf(
  line: GatheredLine,
  people: readonly RepresentativeRow[],
  evidence: readonly ShownSignOnEvidence[],
): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [
    { at: line.confirmedAt, what: 'confirmed' },
    ...line.consents.map(({ at, how, edition, number, hash }) => ({
      at,
      what: how,
      version: { edition, number, hash },
    })),
    ...evidence.map((one) => ({ at: one.evidence.cameAt, what: 'evidence' as const })),
    ...people.flatMap(({ term, confirmedAt }) =>
      term > 1 && confirmedAt ? [{ at: confirmedAt, what: 'handed-over' as const }] : [],
    ),
    ...(line.verdict && line.judgedAt ? [{ at: line.judgedAt, what: line.verdict }] : []),
    ...(line.leaf ? [{ at: line.leaf.at, what: 'in-log' as const }] : []),
    ...(line.withdrawnAt ? [{ at: line.withdrawnAt, what: 'withdrawn' as const }] : []),
  ]
  return entries.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}
