import { join } from 'node:path'
import { firstLink, setRole, takeFirstLink } from '#accounts'
import { parseEmail, type CampaignId, type EmailAddress, type LetterId, type OrganizerId, type SignOnId } from '#kernel'
import { addComment, findLetter, gatheringLetter, letterDraft, saveSource, startLetter } from '#letters'
import { askOrganizations, callBackFor, confirmSignOn, judgeSignOn, signOnLinkOf, startSignOn } from '#organizations'
import { systemMeans, type Database } from '#platform'
import { postConfirmations, postForms } from './signing.ts'
import { signingHouse, type SigningHouse } from './signing-house.ts'

/** A house with a large campaign, and the session of who leads it. */
export type OrganizerHouse = SigningHouse & {
  readonly campaign: string
  /** What their browser sends. */
  readonly cookie: string
}

const means = systemMeans()

/**
 * Starts it: one campaign with a list of organizations of which half came with the letter and half signed here, with
 * signatures of the public, and a second letter that is being written.
 */
export async function organizerHouse(
  port: number,
  wished: { readonly organizations: number; readonly signatures: number },
): Promise<OrganizerHouse> {
  const site = await signingHouse(port, 1, {}, Math.ceil(wished.organizations / 2))
  await gather(site, wished.signatures)
  const campaign = 'letter-1'
  const { organizer, session } = await lead(site, campaign)
  await write(site.database, campaign, organizer)
  await signOn(site, campaign, { organizer, count: Math.floor(wished.organizations / 2) })
  await spread(site)
  console.log(`${await site.number('select count(*) from organizations_sign_on')} lines`)
  return { ...site, campaign, cookie: `undersigned-session=${session}` }
}

/** Signatures by the way that all come: the form, the mail’s link, the log. */
async function gather(site: SigningHouse, signatures: number): Promise<void> {
  const form = { paths: site.forms, hidden: site.hidden }
  const waiting = () => site.number('select count(*) from signatures_pending')
  for (let round = 0; (await waiting()) < signatures && round < 200; round += 1)
    await postForms(site.house.url, { ...form, start: round * 1_000_000 }, { connections: 32, seconds: 10 })
  const file = join(site.folder, 'links.txt')
  await site.writeLinks(file)
  const confirmed = () => site.number('select count(*) from signatures_signature')
  for (let done = 0, round = 0; done < signatures && round < 200; round += 1, done = await confirmed())
    await postConfirmations(site.house.url, { file, skip: done, take: signatures }, { connections: 32, seconds: 10 })
  console.log(
    `${await confirmed()} signatures, ${await site.number('select count(*) from organizations_sign_on')} lines`,
  )
}

/** The first operator of this server, who is made the lead of the campaign. */
export async function lead({ database, vault }: SigningHouse, slug: string) {
  const email = address('ola@coalition.example')
  return await database.transaction(async (tx) => {
    const found = await findLetter(tx, slug, 'january-2029')
    const link = (await firstLink(tx, vault, means)) ?? ''
    const taken = await takeFirstLink(tx, vault, { link, operator: { email, name: 'Ola' } }, means)
    if (taken.kind !== 'signed-in' || !found) throw new Error('nobody could be signed in')
    const role = { by: 'server', campaign: found.campaign.id, organizer: taken.organizer, role: 'lead' } as const
    await setRole(tx, role, means)
    return taken
  })
}

/** A second letter as it is being written: sixty saves, thirty comments. */
async function write(database: Database, slug: string, by: OrganizerId): Promise<void> {
  const found = await database.read((tx) => findLetter(tx, slug, 'january-2029'))
  if (!found) throw new Error('no letter')
  const { campaign, letter } = found
  const begun = { campaign: campaign.id, title: 'Our second letter', language: 'en', source: letter.source }
  const started = await database.transaction((tx) => startLetter(tx, begun, { ...means, by }))
  if (started.kind !== 'started') throw new Error(started.kind)
  for (let round = 0; round < 60; round += 1)
    await saveOnce(database, { campaign: campaign.id, letter: started.letter.id, by }, round)
}

/** Organizations by the way that all come: the form, the mail’s link, a call back, an organizer’s yes. */
async function signOn(
  { database, vault }: SigningHouse,
  slug: string,
  { organizer, count }: { readonly organizer: OrganizerId; readonly count: number },
): Promise<void> {
  const found = await database.read((tx) => findLetter(tx, slug, 'january-2029'))
  if (!found) throw new Error('no letter')
  const [campaign, letter] = [found.campaign.id, found.letter.id]
  const gathering = await database.read((tx) => gatheringLetter(tx, campaign, letter))
  const read = gathering?.editions.flatMap(({ versions }) => versions.at(-1)?.hash ?? []) ?? []
  const sealed = { ...means, vault }
  // Half of whom are asked answers.
  const rows = Array.from({ length: 2 * count }, (_, n) => ({
    name: nameOf(n),
    email: address(`ada@organization${n}.example`),
  }))
  await database.transaction((tx) => askOrganizations(tx, { campaign, letter, by: organizer, rows }, sealed))
  const call = { spokeTo: 'the chair', foundAt: 'a printed directory', note: '', by: organizer }
  for (let n = 0; n < count; n += 1) {
    if (n % 50 === 0) console.log(`organization ${n} of ${count}`)
    await database.transaction(async (tx) => {
      const representative = { name: `Ada ${n}`, role: 'Director', email: address(`ada@organization${n}.example`) }
      const form = { kind: 'organization', name: nameOf(n), representative, read } as const
      const asked = {
        link: { kind: 'open', campaign, letter },
        carries: n % 2 === 0,
        considers: false,
        language: 'en',
      } as const
      await startSignOn(tx, vault, { ...form, ...asked }, means)
      const wish = await tx
        .selectFrom('organizations_wish')
        .select('sign_on_id')
        .orderBy('sign_on_id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      const link = signOnLinkOf(vault, { campaign, signOn: wish.sign_on_id as SignOnId, term: 1 })
      const signed = await confirmSignOn(tx, vault, { link, read }, means)
      if (!('signOn' in signed)) throw new Error(signed.kind)
      // Some wait for a call, some for an organizer's yes: the queues are not empty.
      if (n % 10 !== 0) await callBackFor(tx, { campaign, signOn: signed.signOn, ...call }, sealed)
      if (n % 7 !== 0)
        await judgeSignOn(tx, { campaign, signOn: signed.signOn, by: organizer, verdict: 'accepted' }, sealed)
    })
  }
}

const nameOf = (n: number): string => `Lamp Keepers of District ${n}`

function address(text: string): EmailAddress {
  const read = parseEmail(text)
  if (read.kind === 'wrong') throw new Error(read.why)
  return read.email
}

type Writing = { readonly campaign: CampaignId; readonly letter: LetterId; readonly by: OrganizerId }

async function saveOnce(database: Database, at: Writing, round: number): Promise<void> {
  await database.transaction(async (tx) => {
    const draft = await letterDraft(tx, at.campaign, at.letter, means)
    if (!draft) throw new Error('no draft')
    const source = `${draft.letter.source}\n:demand[Publish report number ${round}.]{#report-${round}}\n`
    await saveSource(tx, { ...at, source, revision: draft.revision }, means)
    if (round % 2 === 0) await addComment(tx, { ...at, body: `Is number ${round} needed?`, line: 1 + round }, means)
  })
}

/** What came within minutes here comes over two months where it is real: the same rows on sixty days. */
async function spread({ number }: SigningHouse): Promise<void> {
  const day = "(leaf_index % 60) * interval '1 day'"
  await number(`with moved as (update signatures_signature
    set wished_at = wished_at - ${day}, confirmed_at = confirmed_at - ${day} returning 1) select count(*) from moved`)
  for (const table of ['signatures_signature', 'signatures_pending', 'organizations_sign_on', 'accounts_event'])
    await number(`vacuum analyze ${table}`)
}
