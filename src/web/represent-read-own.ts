import { gatheringLetter, isOpenToAll, type GatheringLetter } from '#letters'
import {
  homeLinkOf,
  proofSubject,
  recordToMake,
  shownEvidenceOf,
  signOnView,
  type EditionOfSignOn,
  type ShownSignOnEvidence,
  type SignOnView,
} from '#organizations'
import type { Tx } from '#platform'
import type { EditionToSign, OwnConsent, OwnEvidence, OwnFacts, OwnProof, OwnState } from './represent-facts.ts'
import { changedSince, editionToSign } from './represent-read-join.ts'
import type { Representing } from './represent-visit.ts'
import { routes } from './routes.ts'

/** What a representative's link opens. */
export type ReadOwn = { readonly view: SignOnView; readonly facts: OwnFacts }

/** Reads everything that a representative's page shows; `undefined` when the link opens nothing (any more). */
export async function readOwn(tx: Tx, { means, represent }: Representing, link: string): Promise<ReadOwn | undefined> {
  const at = means.now()
  const view = await signOnView(tx, represent.vault, link, at)
  if (!view) return undefined
  const letter = await gatheringLetter(tx, view.campaign, view.letter)
  if (!letter) return undefined
  const chosen = chosenOf(view, letter)
  const { line, representative } = view
  const facts: OwnFacts = {
    link,
    campaign: { title: view.campaignTitle, timeZone: view.timeZone },
    letter: { title: view.letterTitle, language: view.language },
    letterPath: isOpenToAll(letter, at) ? routes.letter(view.campaignSlug, view.letterSlug) : undefined,
    isOpen: view.isOpen,
    isDelivered: view.closedAt !== undefined,
    until: view.until,
    state: stateOf(view),
    reason: view.reason,
    kind: line.kind,
    name: line.signatureName ?? line.name,
    title: line.title,
    affiliation: line.affiliation,
    group: line.group,
    representative: { ...representative, deputyEmail: representative.deputyEmail },
    domain: view.domain,
    takesMail: represent.inbox !== undefined,
    carries: view.carries,
    chosen: chosen.map(editionToSign),
    further: isSigned(view) || chosen.length === 0 ? without(view.editions, chosen).map(editionToSign) : [],
    consents: view.editions.flatMap(consentOf),
    changed: isSigned(view)
      ? chosen.flatMap(changeOf)
      : await changedSince(tx, view, chosen.map(editionToSign), (edition) => readOf(view, letter, edition)),
    level: view.level,
    evidence: isSigned(view) ? await evidenceFor(tx, represent.vault, view) : [],
    proof: proofOf(view, represent.inbox),
    isAccepted: view.verdict === 'accepted',
    printedTo: view.editions.filter(({ isPrinted }) => isPrinted).map(({ recipient }) => recipient),
    awaitsFinalTo: view.editions.filter(({ awaitsFinal }) => awaitsFinal).map(({ recipient }) => recipient),
    earlierTo: view.editions.filter(({ standsEarlier }) => standsEarlier).map(({ recipient }) => recipient),
    homes: view.home.map(({ home, answers }) => ({
      address: `${means.site.publicUrl}${routes.counsel(homeLinkOf(represent.vault, { campaign: view.campaign, home }))}`,
      answers,
    })),
    wishedName: view.wishedName,
    successor: view.successor?.name,
  }
  return { view, facts }
}

const isSigned = ({ state }: SignOnView): boolean => state === 'signed' || state === 'withdrawn'

function stateOf({ state, verdict, isSuccessor }: SignOnView): OwnState {
  if (state !== 'withdrawn' && isSuccessor) return 'successor'
  return state === 'signed' && verdict === 'declined' ? 'declined' : state
}

function proofOf({ challenge }: SignOnView, inbox: string | undefined): OwnProof | undefined {
  if (!challenge) return undefined
  const { dnsName, fileAddress, line } = recordToMake(challenge)
  return {
    domain: challenge.domain,
    inbox,
    subject: proofSubject(challenge.challenge, challenge.textHash),
    provesByMail: challenge.provesByMail,
    dns: { name: dnsName, value: line },
    file: { url: fileAddress, text: line },
    until: challenge.endsAt,
  }
}

/** The editions that were said yes to; before any yes, those that were ticked on the form. */
function chosenOf(view: SignOnView, letter: GatheringLetter): readonly EditionOfSignOn[] {
  if (isSigned(view)) return view.editions.filter(({ consented }) => consented !== undefined)
  return view.editions.filter((one) => readOf(view, letter, editionToSign(one)) !== undefined)
}

/** The text of an edition that stood on the form, by its hash. */
function readOf(view: SignOnView, letter: GatheringLetter, { id }: EditionToSign): string | undefined {
  const versions = letter.editions.find((one) => one.id === id)?.versions ?? []
  return versions.findLast(({ hash }) => view.read.includes(hash))?.hash
}

const without = (all: readonly EditionOfSignOn[], some: readonly EditionOfSignOn[]) =>
  all.filter((one) => !some.includes(one))

const consentOf = ({ recipient, consented }: EditionOfSignOn): readonly OwnConsent[] =>
  consented ? [{ ...consented, recipientName: recipient }] : []

function changeOf(edition: EditionOfSignOn): OwnFacts['changed'] {
  const { consented, version } = edition
  if (!consented || consented.hash === version.hash) return []
  return [{ edition: editionToSign(edition), earlier: consented.text, number: consented.number }]
}

/** What came in for whoever speaks now; what was written in it is for organizers. */
async function evidenceFor(
  tx: Tx,
  vault: Representing['represent']['vault'],
  { campaign, signOn, term }: SignOnView,
): Promise<readonly OwnEvidence[]> {
  const all = await shownEvidenceOf(tx, vault, campaign, { signOn, term })
  const present = all.filter(({ isPresent }) => isPresent)
  return present.map((one) => ({ level: one.evidence.level, at: one.evidence.cameAt, worth: worthOf(one) }))
}

function worthOf({ evidence }: ShownSignOnEvidence): OwnEvidence['worth'] {
  const { verdict, judgement } = evidence
  if (verdict === 'refused' || judgement?.kind === 'declined') return 'refused'
  return verdict === 'proved' || judgement?.kind === 'accepted' ? 'good' : 'waits'
}

/** Everything that we hold of a representative, as a file for them. */
export function copyOfSignOn({ view, facts }: ReadOwn): string {
  const { representative, line, state, domain, carries, home, level, verdict, withdrawnAt, leaf, successor } = view
  const consents = facts.consents.map(({ recipientName, number, hash, at, how }) => ({
    letterTo: recipientName,
    version: number,
    hash,
    at,
    how,
  }))
  const answers = home.flatMap((one) => one.answers)
  const held = { representative, successor, domain, carries, printed: line, state, authority: level, verdict }
  const letter = { campaign: view.campaignTitle, letter: view.letterTitle }
  return JSON.stringify(
    { ...letter, ...held, consents, answersFromHome: answers, withdrawnAt, logEntry: leaf },
    null,
    2,
  )
}
