import { Fault, type CampaignId, type EditionText, type LetterId, type Means } from '#kernel'
import type { Tx } from '#platform'
import { canonicalText, hashText } from '#proof'
import type { Demand, Edition, Version } from './letter.ts'
import { bodyFor } from './edition-body.ts'
import { logOpenVersions } from './log-versions.ts'
import { parseSource } from './parse-source.ts'
import type { ParsedSource, SourceWarning } from './passage.ts'
import { warningsOf } from './source-warnings.ts'
import { editionsOf, insertVersion, versionsOf } from './store-editions.ts'
import { lettersOf, recipientsOf, touchCampaign } from './store.ts'

/** What freezing an edition, named by its slug, can come to. */
export type FreezeOutcome =
  | { readonly kind: 'frozen'; readonly edition: string; readonly version: Version }
  /** The text is, byte for byte, the latest version's: no new version is made. */
  | { readonly kind: 'unchanged'; readonly edition: string; readonly version: Version }
  /**
   * The text is that of an earlier version, which others replaced since. A hash names one version of an edition, so
   * nothing is fixed.
   */
  | { readonly kind: 'earlier'; readonly edition: string; readonly version: Version }
  /** There is no paragraph to sign. */
  | { readonly kind: 'empty'; readonly edition: string }

/** What came of freezing a letter: each edition in order, and what its source says that these editions do not keep. */
export type Freezing = {
  readonly editions: readonly FreezeOutcome[]
  /** By line of the source. */
  readonly warnings: readonly SourceWarning[]
}

/**
 * Fixes the present text of every edition of a letter as its next version: canonical text and SHA-256
 * (docs/formats/letter-text.md). Frozen versions never change, in the database too. Where the campaign has a log, each
 * gets its leaf in the same transaction.
 */
export async function freezeLetter(tx: Tx, campaign: CampaignId, letter: LetterId, { now }: Means): Promise<Freezing> {
  const { drafts, warnings } = await draftTexts(tx, campaign, letter)
  const kept = await versionsOf(
    tx,
    campaign,
    drafts.map((draft) => draft.edition.id),
  )
  const outcomes: FreezeOutcome[] = []
  for (const { edition, text, demands } of drafts) {
    const latest = kept.findLast((version) => version.edition === edition.id)
    const canonical = canonicalText(text)
    const hash = hashText(canonical)
    const earlier = kept.find((version) => version.edition === edition.id && version.hash === hash)
    if (text.blocks.length === 0) outcomes.push({ kind: 'empty', edition: edition.slug })
    else if (latest?.hash === hash) outcomes.push({ kind: 'unchanged', edition: edition.slug, version: latest })
    else if (earlier) outcomes.push({ kind: 'earlier', edition: edition.slug, version: earlier })
    else {
      const version: Version = {
        edition: edition.id,
        number: (latest?.number ?? 0) + 1,
        hash,
        canonicalText: canonical,
        frozenAt: now(),
        change: undefined,
      }
      await insertVersion(tx, campaign, version, demands)
      outcomes.push({ kind: 'frozen', edition: edition.slug, version })
    }
  }
  await logOpenVersions(tx, campaign, now())
  await touchCampaign(tx, campaign)
  return { editions: outcomes, warnings }
}

/** An edition with the text it would be frozen with now. */
export type DraftText = {
  readonly edition: Edition
  readonly text: EditionText
  readonly demands: readonly Demand[]
}

/** The present, unfrozen texts of a letter's editions, derived from its source. */
async function draftTexts(
  tx: Tx,
  campaign: CampaignId,
  letterId: LetterId,
): Promise<{ readonly drafts: readonly DraftText[]; readonly warnings: readonly SourceWarning[] }> {
  const letter = (await lettersOf(tx, campaign)).find((one) => one.id === letterId)
  if (!letter) throw new Fault('bad-state', 'no such letter')
  const recipients = await recipientsOf(tx, campaign)
  const editions = await editionsOf(tx, campaign, letterId)
  const parsed = parseSource(
    letter.source,
    recipients.map(({ slug, name }) => ({ slug, name })),
  )
  const shown = recipients.filter(({ id }) => editions.some((edition) => edition.recipient === id))
  return {
    drafts: editions.map((edition) => draftText(parsed, edition, recipients)),
    warnings: warningsOf(
      parsed,
      shown.map(({ slug }) => slug),
    ),
  }
}

function draftText(
  parsed: ParsedSource,
  edition: Edition,
  recipients: readonly { readonly id: string; readonly slug: string; readonly name: string }[],
): DraftText {
  const recipient = recipients.find((one) => one.id === edition.recipient)
  if (!recipient) throw new Fault('bad-state', 'an edition without a recipient')
  const body = bodyFor(parsed, recipient.slug)
  const { language, printedTitle: title, date, addressees, copies, salutation, closing } = edition
  return {
    edition,
    text: {
      language,
      title,
      date,
      recipient: recipient.name,
      addressees,
      copies,
      salutation,
      closing,
      blocks: body.blocks,
    },
    demands: body.demands.map((demand) => ({ slug: demand.id, wording: demand.text })),
  }
}
