import {
  parseEmail,
  type EmailAddress,
  type Means,
  type OrganizerId,
  type SignOnId,
  type VersionHash,
} from '../../src/kernel/index.ts'
import { openLog } from '../../src/ledger/index.ts'
import {
  draftTexts,
  freezeLetter,
  gatheringLetter,
  setState,
  type Campaign,
  type GatheringLetter,
} from '../../src/letters/index.ts'
import {
  callBackFor,
  confirmSignOn,
  freezeAndFollow,
  judgeSignOn,
  printedSignOns,
  signOnLinkOf,
  startSignOn,
  type ConsentOutcome,
  type SignOnWish,
} from '../../src/organizations/index.ts'
import type { Database, Tx } from '../../src/platform/index.ts'
import { draftedCampaign } from './drafted-campaign.ts'
import { vaultForTests } from './signatures.ts'

/** An organizer of tests; nobody behind it. */
export const testOrganizer = '0197aaaa-0000-7000-8000-000000000001' as OrganizerId

/** A campaign with a log and a frozen letter that organizations may sign on to. */
export type GatherPlace = { readonly campaign: Campaign; readonly letter: GatheringLetter['id'] }

/** Such a place; `state` is the letter's. */
export async function gatherPlace(
  database: Database,
  means: Means,
  {
    slug = 'lamps',
    recipients = ['Halden', 'Oskerra'],
    state = 'published',
    hasLog = true,
  }: {
    readonly slug?: string
    readonly recipients?: readonly string[]
    readonly state?: 'published' | 'private'
    readonly hasLog?: boolean
  } = {},
): Promise<GatherPlace> {
  return database.transaction(async (tx) => {
    const text = { title: 'Light the lamps', source: 'Please light the lamps.\n' }
    const { campaign, letter } = await draftedCampaign(tx, { slug, title: 'Lamps', recipients, letter: text }, means)
    if (hasLog) await openLog(tx, campaign.id, `letters.example.org/log/${slug}`, means)
    await freezeLetter(tx, campaign.id, letter.id, means)
    await setState(tx, campaign, letter.id, { state }, means)
    return { campaign, letter: letter.id }
  })
}

/** The letter as it is now. */
export async function letterNow(database: Database, place: GatherPlace): Promise<GatheringLetter> {
  const letter = await database.read((tx) => gatheringLetter(tx, place.campaign.id, place.letter))
  if (!letter) throw new Error('no letter')
  return letter
}

/** The present hash of each edition. */
export async function currentHashes(database: Database, place: GatherPlace): Promise<readonly VersionHash[]> {
  const { editions } = await letterNow(database, place)
  return editions.flatMap(({ versions }) => versions.at(-1)?.hash ?? [])
}

/** An address that has to read. */
export function address(text: string): EmailAddress {
  const parsed = parseEmail(text)
  if (parsed.kind === 'wrong') throw new Error(`${text}: ${parsed.why}`)
  return parsed.email
}

/** A form as a representative fills it in; what is not given is plain. */
export function formFor(place: GatherPlace, read: readonly VersionHash[], given: Partial<SignOnWish> = {}): SignOnWish {
  return {
    link: { kind: 'open', campaign: place.campaign.id, letter: place.letter },
    kind: 'organization',
    name: 'Harbor Lights',
    representative: { name: 'Ada Quill', role: 'Director', email: address('ada@harbor-lights.example') },
    read,
    carries: false,
    considers: false,
    language: 'en',
    ...given,
  }
}

/** The forms that wait. */
async function wishes(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('organizations_wish').select('sign_on_id').execute()
  return new Set(rows.map((row) => row.sign_on_id))
}

/** Sends a form. @returns the link of its mail. */
export async function wishedSignOn(
  database: Database,
  place: GatherPlace,
  wish: SignOnWish,
  means: Means,
): Promise<{ readonly signOn: SignOnId; readonly link: string }> {
  return database.transaction(async (tx) => {
    const before = await wishes(tx)
    const outcome = await startSignOn(tx, vaultForTests, wish, means)
    if (outcome.kind !== 'asked-to-confirm') throw new Error(outcome.kind)
    const fresh = [...(await wishes(tx))].find((id) => !before.has(id))
    if (fresh === undefined) throw new Error('no form waits')
    const signOn = fresh as SignOnId
    return { signOn, link: signOnLinkOf(vaultForTests, { campaign: place.campaign.id, signOn, term: 1 }) }
  })
}

/** Sends a form and presses the button in its mail. */
export async function signedOn(
  database: Database,
  place: GatherPlace,
  means: Means,
  given: Partial<SignOnWish> = {},
): Promise<{ readonly signOn: SignOnId; readonly link: string; readonly outcome: ConsentOutcome }> {
  const read = given.read ?? (await currentHashes(database, place))
  const { signOn, link } = await wishedSignOn(database, place, formFor(place, read, given), means)
  const outcome = await database.transaction((tx) => confirmSignOn(tx, vaultForTests, { link, read }, means))
  return { signOn: 'signOn' in outcome ? outcome.signOn : signOn, link, outcome }
}

/** An organizer calls back. */
export async function calledBack(database: Database, place: GatherPlace, signOn: SignOnId, means: Means) {
  const call = { spokeTo: 'the chair', foundAt: 'a printed directory', note: '', by: testOrganizer }
  return database.transaction((tx) =>
    callBackFor(tx, { campaign: place.campaign.id, signOn, ...call }, { ...means, vault: vaultForTests }),
  )
}

/** An organizer accepts or declines. */
export async function judged(
  database: Database,
  place: GatherPlace,
  signOn: SignOnId,
  means: Means,
  verdict: 'accepted' | 'declined' = 'accepted',
) {
  const judging = { campaign: place.campaign.id, signOn, by: testOrganizer, verdict }
  return database.transaction((tx) => judgeSignOn(tx, judging, { ...means, vault: vaultForTests }))
}

/** Signed, called back and accepted. */
export async function standingSignOn(
  database: Database,
  place: GatherPlace,
  means: Means,
  given: Partial<SignOnWish> = {},
): Promise<{ readonly signOn: SignOnId; readonly link: string }> {
  const made = await signedOn(database, place, means, given)
  if (given.kind !== 'person') await calledBack(database, place, made.signOn, means)
  const outcome = await judged(database, place, made.signOn, means)
  if (outcome.kind !== 'judged') throw new Error(outcome.kind)
  return made
}

/** The names that the list prints now, with the slugs of the editions under which each stands. */
export async function printedNames(database: Database, place: GatherPlace): Promise<readonly string[]> {
  const letter = await letterNow(database, place)
  const lines = await database.read((tx) => printedSignOns(tx, place.campaign.id, place.letter))
  return lines.map(({ name, editions }) => {
    const slugs = letter.editions.filter(({ id }) => editions.includes(id)).map(({ slug }) => slug)
    return `${name}: ${slugs.join(' ')}`
  })
}

/** Changes the words of the letter and freezes them, as the organizers' page does. */
export async function changeText(
  database: Database,
  place: GatherPlace,
  { source, change }: { readonly source: string; readonly change: 'correction' | 'change' },
  means: Means,
): Promise<{ readonly carried: number; readonly asked: number }> {
  // Written and fixed by two presses, as organizers do.
  await database.transaction((tx) =>
    tx.updateTable('letters_letter').set({ source }).where('letter_id', '=', place.letter).execute(),
  )
  return database.transaction(async (tx) => {
    const at = { campaign: place.campaign.id, letter: place.letter }
    const seen = (await draftTexts(tx, at.campaign, at.letter))?.digest ?? ''
    const wish = { ...at, by: 'server', change, seen } as const
    const outcome = await freezeAndFollow(tx, wish, { ...means, vault: vaultForTests })
    if (outcome.kind !== 'done') throw new Error(outcome.kind)
    return { carried: outcome.carried, asked: outcome.asked }
  })
}

/** The links to their own pages of all who sent a form in a campaign. */
export async function signOnsWaiting(database: Database, campaign: Campaign['id']): Promise<readonly string[]> {
  const rows = await database.read((tx) =>
    tx.selectFrom('organizations_wish').select('sign_on_id').where('campaign_id', '=', campaign).execute(),
  )
  return rows.map((row) => signOnLinkOf(vaultForTests, { campaign, signOn: row.sign_on_id as SignOnId, term: 1 }))
}
