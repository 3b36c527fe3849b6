import { readFile } from 'node:fs/promises'
import { acceptProposal, readBytes, readLetters, readLists } from '#intake'
import { hasCampaigns, logOrigin } from '#letters'
import { Fault, type CampaignId, type Means } from '#kernel'
import { fileOfHouse, type Tx } from '#platform'
import { readRecord, recordRecord } from '#responses'
import { openSigning } from '#signatures'
import type { Terminal } from './command.ts'
import type { House } from './database.ts'
import { filesOf } from './record-files.ts'

/** Gives an empty database the invented example campaign, by the same way an organizer's own file goes in. */
export async function loadExample(house: House, terminal: Terminal): Promise<void> {
  const { database } = house
  if (await database.read((tx) => hasCampaigns(tx))) return
  const read = readBytes(await readFile(fileOfHouse('examples/three-letters/letters.txt')))
  if (read.kind === 'unreadable') return
  const proposal = readLetters(read.text)
  const lists = readLists(read.text)
  const isLoaded = await database.transaction(async (tx) => {
    const outcome = await acceptProposal(tx, proposal, { ...campaign, lists, publish: true }, house)
    if (outcome.kind !== 'accepted') return false
    const origin = logOrigin(`${house.config.host}:${house.config.port}`, outcome.campaign)
    await openSigning(tx, outcome.campaign, signing, origin, house)
    await loadRecord(tx, outcome.campaign.id, house)
    return true
  })
  if (isLoaded) terminal.say('Loaded the example campaign.')
}

/** What the invented companies of the example answered, promised and did. */
async function loadRecord(tx: Tx, id: CampaignId, means: Means): Promise<void> {
  const path = fileOfHouse('examples/three-letters/record.yaml')
  const read = readRecord(await readFile(path, 'utf8'))
  const files = read.kind === 'read' ? await filesOf(path, read.file) : 'unreadable'
  if (read.kind === 'unreadable' || typeof files === 'string')
    throw new Fault('file-unreadable', 'The record of the example does not read.')
  // On a machine whose clock is behind, some of it has not happened yet, and it is refused: the letters are there all the same.
  await recordRecord(tx, { campaign: id, by: 'server', file: read.file, files }, means)
}

const campaign = {
  campaignTitle: 'No secret scores for tenants',
  summary:
    'Ninety invented organizations ask three invented companies to stop deciding in secret who gets a home. Everything here is made up, so that you can try Undersigned.',
  timeZone: 'America/New_York',
} as const

const signing = {
  controller: 'Open Doors Coalition',
  contact: 'privacy@open-doors.example',
  daysKept: 30,
  asksPlace: true,
  asksOccupation: false,
  asksComment: true,
  sharedInbox: false,
  hearFrom: 'Open Doors Coalition',
} as const
