import { parseVersionHash, type CampaignId, type LetterId } from '#kernel'
import { frozenTexts, gatheringLetter } from '#letters'
import {
  openGather,
  parseGatherLink,
  type GatherLink,
  type GatherView,
  type OfferedEdition,
  type PrintedSignOn,
} from '#organizations'
import type { Tx, Vault } from '#platform'
import { printedList } from '#publication'
import type { ChangedText, EditionToSign, JoinFacts } from './represent-facts.ts'
import { emptyJoinFields, type JoinFields } from './represent-fields.ts'

/** What a link to sign on leads to: the page, with what the organizers knew when they asked; or why there is none. */
export type ReadLink =
  | {
      readonly kind: 'open'
      readonly target: GatherLink
      readonly place: { readonly campaign: CampaignId; readonly letter: LetterId }
      readonly facts: JoinFacts
      readonly known: JoinFields
    }
  | { readonly kind: 'closed' | 'early'; readonly language: string }
  | { readonly kind: 'gone' | 'broken' }

/** Reads what a link to sign on opens. Of the list only what is printed: who was asked and has not signed stays unseen. */
export async function readLink(tx: Tx, vault: Vault, link: string, at: Date): Promise<ReadLink> {
  const target = parseGatherLink(vault, link)
  if (!target) return { kind: 'broken' }
  const view = await openGather(tx, vault, target, at)
  if (view.kind === 'gone') return view
  if (view.kind !== 'open') return { kind: view.kind, language: view.language }
  const { campaign, letter } = view
  const list = await printedList(tx, campaign, letter)
  const editions = view.editions.map(editionToSign)
  return {
    kind: 'open',
    target,
    place: { campaign, letter },
    known: knownOf(view),
    facts: {
      link,
      campaign: { title: view.campaignTitle, timeZone: view.timeZone },
      letter: { title: view.letterTitle, language: view.language },
      editions,
      until: view.until,
      list: { ...list, lines: printedLines(list.lines, editions) },
    },
  }
}

/** An edition as pages show it. */
export const editionToSign = ({ edition, slug, recipient, version, text }: OfferedEdition): EditionToSign => ({
  id: edition,
  slug,
  recipientName: recipient,
  version,
  text,
})

function knownOf({ ask }: Extract<GatherView, { readonly kind: 'open' }>): JoinFields {
  const { name = '', email = '', domain = '', group = '' } = ask ?? {}
  return emptyJoinFields({ name, email, domain, group })
}

/** The lines of a list with the editions on which each is printed now. */
function printedLines(lines: readonly PrintedSignOn[], editions: readonly EditionToSign[]): readonly PrintedSignOn[] {
  const isOn = (line: PrintedSignOn, { id, version }: EditionToSign) =>
    line.versions === 'all' ? line.editions.includes(id) : line.versions.has(version.hash)
  return lines.map((line) => ({ ...line, editions: editions.filter((one) => isOn(line, one)).map(({ id }) => id) }))
}

/**
 * What changed in the ticked texts since they stood on the screen. A text is shown only if it is a version of that very
 * edition: a form can name any hash.
 */
export async function changedSince(
  tx: Tx,
  { campaign, letter }: { readonly campaign: CampaignId; readonly letter: LetterId },
  editions: readonly EditionToSign[],
  readOf: (edition: EditionToSign) => string | undefined,
): Promise<readonly ChangedText[]> {
  const stale = editions.filter((edition) => readOf(edition) !== edition.version.hash)
  if (stale.length === 0) return []
  const versions = (await gatheringLetter(tx, campaign, letter))?.editions ?? []
  const read = stale.map((edition) => {
    const hash = parseVersionHash(readOf(edition) ?? '')
    const its = versions.find(({ id }) => id === edition.id)?.versions
    return { edition, version: its?.find((one) => one.hash === hash) }
  })
  const hashes = read.flatMap(({ version }) => version?.hash ?? [])
  const texts = hashes.length === 0 ? new Map<never, never>() : await frozenTexts(tx, campaign, hashes)
  return read.map(({ edition, version }) => {
    const earlier = version && texts.get(version.hash)
    return { edition, earlier, number: earlier && version?.number }
  })
}
