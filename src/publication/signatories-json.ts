import { dayOf } from '#kernel'
import type { PrintedSignOn } from '#organizations'
import { remarkOn } from './lists.ts'
import type { ListSheet } from './sheets.ts'

/**
 * A letter's printed list as JSON (docs/formats/signatories-json.md), names as they are spelled, to the letter: nothing in
 * it is guarded for spreadsheets. Keys stand in one order, absent ones are left out: same list, same bytes.
 */
export function signatoriesJson(sheet: ListSheet): string {
  const { campaign, letter, editions, lines, signatories } = sheet
  const groups = [...Map.groupBy(lines, ({ group }) => group)]
  const json = {
    format: 'undersigned-signatories/1',
    campaign: { slug: campaign.slug, title: campaign.title },
    letter: { slug: letter.slug, title: letter.title, language: letter.language },
    editions: editions.map(({ slug, recipientName, version }) => ({
      ...{ slug, recipient: recipientName, version: version.number, hash: version.hash },
    })),
    signatories,
    groups: groups.map(([heading, members]) => ({
      heading,
      remark: remarkOn(members, letter.language),
      signatories: members.map((line) => lineJson(line, sheet)),
    })),
  }
  return `${JSON.stringify(json, null, 1)}\n`
}

function lineJson(line: PrintedSignOn, { editions, campaign }: ListSheet) {
  const { kind, name, title, affiliation, representative, country, note } = line
  return {
    ...{ kind, name, title, affiliation, representative, country, note },
    editions: editions.filter(({ id }) => line.editions.includes(id)).map(({ slug }) => slug),
    origin: line.origin,
    withdrewOn: line.withdrawnAt && dayOf(line.withdrawnAt, campaign.timeZone),
    logEntry: line.leaf,
  }
}
