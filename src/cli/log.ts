import { Fault, type CampaignId } from '#kernel'
import { countsFile, headOf, logFacts, logOf, tileOf, type Head } from '#ledger'
import { openCampaign, publicText } from '#letters'
import { openSecrets, type Tx, type Vault } from '#platform'
import { openingsOf } from '#signatures'
import { openingsFile, openingsPath, tilePath, type TileName } from '#proof'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { withHouse, type House } from './database.ts'
import { orOccupied } from './folder-files.ts'
import { logTiles, versionsIn } from './log-tiles.ts'
import { readWitnesses } from './witnesses-file.ts'
import { writeLog, type LogExport } from './write-log.ts'

export const log: Command = {
  help: `Usage: undersigned log CAMPAIGN FOLDER [--names]

Writes the public log of a campaign into FOLDER as static files, under the same names as below its address /log/CAMPAIGN:
checkpoint, policy, counts.json, tile/…, and the texts that its versions name (texts/…). Any web server can serve them,
and "undersigned recount FOLDER" recounts them. CAMPAIGN is the campaign's name in its address.

  --names  also what lets anyone check the names that are shown (openings/…). Whoever withdraws is gone from the
           server at once and from FOLDER only with the next export, so export often; without --names they are removed

FOLDER must be new, empty, or hold an earlier export of the same log, which is brought up to date. The checkpoint comes
last, so that whoever reads meanwhile finds everything it covers.

Ends with 0, or 2 and a sentence when there is no such log or the folder cannot be used.
`,
  run: async (args, means) => {
    const read = readArguments(args, { names: { type: 'boolean' } })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [slug, folder, ...more] = read.words
    if (slug === undefined || folder === undefined || more.length > 0)
      return (say('"log" needs a campaign and a folder.'), 2)
    return withHouse(means, async (house) => {
      const found = await exportOf(house, slug, read.flags.has('names'))
      if (!found) return (say(`There is no public campaign “${slug}” with a log, or nothing of it is sealed yet.`), 2)
      const outcome = await orOccupied(folder, writeLog(folder, found))
      switch (outcome.kind) {
        case 'occupied':
          return (say(outcome.sentence), 2)
        case 'written':
          return (say(`Wrote ${found.size} leaves of the log of “${slug}” into ${folder}: ${outcome.files} files.`), 0)
        default:
          return outcome satisfies never
      }
    })
  },
}

async function exportOf(house: House, slug: string, names: boolean): Promise<LogExport | undefined> {
  const { config, database } = house
  const found = await database.read(async (tx) => {
    const campaign = await openCampaign(tx, slug, house.now())
    const [opened, head] = campaign ? [await logOf(tx, campaign), await headOf(tx, campaign)] : []
    return campaign && opened && head && { campaign, origin: opened.origin, head }
  })
  if (!found) return undefined
  const { campaign, origin, head } = found
  const { logSeeds: seeds, vault } = await openSecrets(config.secretsFile)
  const url = config.publicUrl && `${config.publicUrl}/log/${encodeURIComponent(slug)}`
  const { policy } = logFacts(origin, url, { seeds }, await readWitnesses(config.witnesses))
  const files = filesOf(house, campaign, head, names ? vault : undefined)
  return { origin, size: head.size, policy, checkpoint: head.checkpoint, files }
}

type LogFile = readonly [path: string, content: Uint8Array | string]

// A snapshot that stays open for a whole log would keep the database from cleaning up.
const tilesAtOnce = 64

async function* filesOf(
  { database, now }: House,
  campaign: CampaignId,
  head: Head,
  vault: Vault | undefined,
): AsyncGenerator<LogFile> {
  yield ['counts.json', countsFile(head)]
  const names = logTiles(head.size)
  for (let first = 0; first < names.length; first += tilesAtOnce) {
    const some = names.slice(first, first + tilesAtOnce)
    for (const { name, bytes } of await database.read((tx) => tilesOf(tx, campaign, some))) {
      yield [tilePath(name), bytes]
      for (const hash of name.level < 0 ? versionsIn(bytes) : []) {
        const text = await database.read((tx) => publicText(tx, hash, now()))
        if (text) yield [`texts/${hash}.txt`, text.canonicalText]
      }
      if (vault && name.level < 0) {
        const shown = await database.read((tx) => openingsOf(tx, campaign, name.index, vault))
        const sealed = shown.filter(({ index }) => index < head.size)
        yield [openingsPath(name.index), JSON.stringify(openingsFile(name.index, sealed))]
      }
    }
  }
}

type Tile = { readonly name: TileName; readonly bytes: Uint8Array }

async function tilesOf(tx: Tx, campaign: CampaignId, names: readonly TileName[]): Promise<readonly Tile[]> {
  const tiles: Tile[] = []
  for (const name of names) {
    const bytes = await tileOf(tx, campaign, name)
    if (!bytes) throw new Fault('log-damaged', 'A tile of the log is missing: nobody could recount it.')
    tiles.push({ name, bytes })
  }
  return tiles
}
