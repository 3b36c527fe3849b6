import { hashText } from '#proof'
import type { Tx } from '#platform'
import { shownMark } from '#signatures'
import type { ListSheet } from './sheets.ts'

/** Of what a list prints, as a few characters; the same as long as everything that was printed up to an entry of the log is still shown so. */
export async function listMark(
  tx: Tx,
  { campaign, letter, lines, editions }: ListSheet,
  before: number,
): Promise<string> {
  const shown = lines.map(
    ({ id, name, title, affiliation, representative, country, note, group, withdrawnAt, ...rest }) => [
      ...[id, name, rest.signatureName, title, affiliation, representative, country, note, group, withdrawnAt],
      rest.editions,
    ],
  )
  const texts = editions.map(({ version }) => version.hash)
  return hashText(JSON.stringify([shown, texts, await shownMark(tx, campaign.id, letter.id, before)]))
}
