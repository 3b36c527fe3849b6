import { readFile } from 'node:fs/promises'
import { acceptProposal, readBytes, readLetters, readLists } from '#intake'
import { hasCampaigns, logOrigin } from '#letters'
import { fileOfHouse } from '#platform'
import { openSigning } from '#signatures'
import type { Terminal } from './command.ts'
import type { House } from './database.ts'

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
    return true
  })
  if (isLoaded) terminal.say('Loaded the example campaign.')
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
