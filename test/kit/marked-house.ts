import { leadNewCampaign } from '../../src/accounts/index.ts'
import type { CampaignId, LetterId } from '../../src/kernel/index.ts'
import { gatherLinkOf } from '../../src/organizations/index.ts'
import { systemMeans, type Database, type Vault } from '../../src/platform/index.ts'
import { confirmBatch, linkOf, signingDesk } from '../../src/signatures/index.ts'
import { routes } from '../../src/web/routes.ts'
import { openHandle } from '../../src/web/sealed-handle.ts'
import { firstOperator, tickingMeans, type SignedIn } from './accounts.ts'
import { walkForms, type FormWalk, type FormWalker } from './form-walk.ts'
import { hostileCampaign, type HostileCampaign } from './hostile-campaign.ts'
import { bringFormHere } from './bring-form.ts'
import { deskOf } from './organizer-web.ts'
import { addPasskeyFor } from './passkeys.ts'
import type { AnsweredPage } from './script-watch.ts'
import { signOnsWaiting } from './sign-ons.ts'
import { vaultForTests, type MovableMeans } from './signatures.ts'
import { dnsOf } from './signed-mail.ts'
import { filledIn, post } from './signing-web.ts'
import { marker, swappedReads, swappedVault, type Swap } from './swapped-reads.ts'
import { webOn, type Web } from './web.ts'

/** A campaign in which organizers, representatives and signers have filled in every form they found, with the marker. */
export type MarkedHouse = {
  /** Every page that was answered on the way: opened ones, and forms that were sent full of `typed` and refused. */
  readonly walked: readonly AnsweredPage[]
  /** Where those are that can be opened again, and what readers and signers see besides. */
  readonly paths: readonly string[]
  /** Opens them all as if something else stood wherever the marker was typed. */
  readonly opened: (swap: Swap) => Promise<readonly AnsweredPage[]>
}

type People = { readonly database: Database; readonly operator: SignedIn; readonly means: MovableMeans }

/** Who organizes such campaigns, signed in once, with the marker for a name and on a passkey. */
export async function peopleOf(database: Database): Promise<People> {
  const means = tickingMeans()
  const operator = await firstOperator(database, means, `${marker} Vale`)
  const web = webFor(database, vaultForTests)
  web.setNow(means.now().toISOString())
  await addPasskeyFor(deskOf(web, operator), marker)
  return { database, means, operator }
}

/** Lets them loose on a new campaign; what forms refuse is typed into them too. */
export async function markedHouse(people: People, slug: string, typed: readonly string[]): Promise<MarkedHouse> {
  const { database, means, operator } = people
  const web = webFor(database, vaultForTests)
  const hostile = await hostileCampaign(database, slug, [marker])
  const campaign = hostile.id as CampaignId
  await database.transaction((tx) => leadNewCampaign(tx, { by: operator.organizer, campaign }, means))
  const { strangers, organizers } = walkersOf(web, people)
  const walk = { never, type: typist(typed), kindOf: kindIn(hostile) }
  const signed = await signedByOne(database, web, hostile)
  const open = gatherLinkOf(vaultForTests, { kind: 'open', campaign, letter: await letterIn(database, campaign) })
  const forms = { ...walk, from: [routes.join(open), routes.joinAsPerson(open)], pagesAtMost: 30 }
  const joined = await walkForms(strangers, { ...forms, within: /^\/(?:join|counsel)\// })
  const own = (await signOnsWaiting(database, campaign)).map(routes.signOn)
  const spoken = { ...walk, from: own, within: /^\/(?:sign-on|counsel)\//, pagesAtMost: 80 }
  const represented = await walkForms(strangers, spoken)
  const organized = await walkForms(organizers, organizing(hostile, walk))
  const walked = [...joined, ...represented, ...organized]
  const there = walked.map(({ path }) => path).filter((path) => !path.endsWith(' sent'))
  const paths = [...new Set([...there, ...(await readersPaths(web, hostile)), ...signed, ...serverPaths(operator)])]
  return {
    ...{ walked, paths },
    opened: async (swap) => {
      const other = webFor(swappedReads(database, swap), swappedVault(vaultForTests, swap))
      const { strangers: reading, organizers: working } = walkersOf(other, { ...people, database })
      const pages: AnsweredPage[] = []
      for (const path of paths) {
        const answer = await (isOrganizers(path) ? working : reading).ask(path)
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${other.journal.at(-1)}`)
        pages.push({ path, body: await answer.text(), headers: answer.headers })
      }
      return pages
    },
  }
}

const isOrganizers = (path: string): boolean => path.startsWith('/organize')

function webFor(database: Database, vault: Vault): Web {
  const mailing = { vault, mailDelaySeconds: () => 0, wakeMailer: () => {} }
  const { transaction } = database
  return webOn(database, {
    accounts: { ...mailing, bringForm: bringFormHere },
    represent: {
      ...mailing,
      inbox: 'letters@coalition.example',
      ask: dnsOf({}),
      fetchFile: async () => ({ kind: 'missing' }),
    },
    transaction,
    signing: (means) => ({ transaction, signing: { ...signingDesk({ ...means, database, vault }), ...mailing } }),
  })
}

/** The moment goes on with every page, as it does for people. */
function walkersOf(web: Web, { operator, means }: People) {
  const desk = deskOf(web, operator)
  const now = () => web.setNow(means.now().toISOString())
  const strangers: FormWalker = {
    ask: async (path) => (now(), web.ask(path)),
    post: async (path, typed) => (now(), post(web, path, typed)),
  }
  const organizers: FormWalker = {
    ask: async (path) => (now(), desk.ask(path)),
    post: async (path, typed) => (now(), desk.post(path, typed)),
  }
  return { strangers, organizers }
}

const never = /sign-out|passkey|withdraw|erase|organizers\/|\/account/

/** What a form takes besides words. */
const sense: Readonly<Record<string, string>> = {
  domain: 'lamps.example',
  language: 'en',
  'time-zone': 'UTC',
  date: '2031-01-01',
  'sign-on-until': '2031-01-01 12:00',
  until: '2031-01-01 12:00',
  line: '1',
}

/** Types everything at once where it will be refused, and the marker where it shall be taken. */
function typist(texts: readonly string[]): FormWalk['type'] {
  let number = 0
  return ({ name, kind, most }, sensibly) => {
    if (!sensibly) return texts.join(kind === 'area' ? '\n\n' : ' ')
    number += 1
    if (kind === 'email') return `ada${number}@lamps.example`
    return (sense[name] ?? `${marker} ${number}`).slice(0, most)
  }
}

/** Another letter, campaign or link of the same kind makes no other kind of page. */
const kindIn =
  ({ slug, letter }: HostileCampaign): FormWalk['kindOf'] =>
  (path) =>
    path
      .replaceAll(new RegExp(`${marker}-\\d+`, 'gi'), 'x')
      .replace(`/c/${slug}`, '/c/x')
      .replace(`/l/${letter}`, '/l/x')
      .replaceAll(/[\w.-]{30,}/g, 'y')
      .replaceAll(/\b(?:version-)?\d+\b/g, 'n')
      .replace(/\/(editions|preview|compare)\/[^/?]+/, '/$1/e')
      .replace(/said=[\w-]+/, 'said=so')

/** Everything that an organizer comes to from the campaign's home. */
function organizing({ slug, letter }: HostileCampaign, walk: Pick<FormWalk, 'never' | 'type' | 'kindOf'>): FormWalk {
  const from = [
    ...[routes.campaignHome(slug), routes.newCampaign(), routes.edit(slug, letter), routes.editions(slug, letter)],
    ...[routes.comments(slug, letter), routes.writeNotes(slug, letter), routes.letterState(slug, letter)],
  ]
  const within = new RegExp(`^/organize/(?:c/${slug}(?:[/?]|$)|new)`)
  return { ...walk, from, within, pagesAtMost: 400 }
}

/** What an operator sees of the server and of the own account. */
const serverPaths = ({ organizer }: SignedIn): readonly string[] => [
  ...[routes.organizerHome(), routes.organizerAccount(), routes.passkeys(), routes.serverTrail()],
  ...[routes.organizers(), routes.organizer(organizer)],
]

/** What readers see of it, pages and files. */
async function readersPaths(web: Web, hostile: HostileCampaign): Promise<readonly string[]> {
  const { slug, letter, editions, organizations } = hostile
  const [edition = ''] = editions
  const text = /\/text\/[0-9a-f]{64}/.exec(await web.page(routes.edition(slug, letter, edition)))?.[0] ?? ''
  return [
    ...[routes.home(), routes.sitemap(), routes.campaign(slug), routes.letter(slug, letter)],
    ...[routes.compare(slug, letter), routes.signatories(slug, letter), routes.signatoriesCsv(slug, letter)],
    ...[routes.supporters(slug, letter), routes.privacy(slug), routes.notes(slug, letter), text, `${text}.txt`],
    ...editions.flatMap((one) => [routes.edition(slug, letter, one), routes.sign(slug, letter, one)]),
    ...organizations.map((one) => routes.organization(slug, one)),
  ]
}

/** Somebody signs, writes a comment that is shown, and has pages and a file of their own. */
async function signedByOne(database: Database, web: Web, hostile: HostileCampaign): Promise<readonly string[]> {
  const form = routes.sign(hostile.slug, hostile.letter, hostile.editions[0] ?? '')
  const typed = { name: `${marker} Vale`, place: marker, occupation: marker, comment: marker }
  const fields = { ...typed, show: 'yes', hear: 'yes', email: 'ada@mail.example' }
  const sent = await post(web, form, filledIn(await web.page(form), fields))
  const to = sent.headers.get('location') ?? ''
  const handle = openHandle(vaultForTests, to.slice('/sign/'.length))
  if (!handle) throw new Error('not asked to confirm')
  const { campaign, pending } = handle
  const link = await database.transaction(async (tx) => {
    const [outcome] = await confirmBatch(tx, [{ by: 'link', campaign, pending }], vaultForTests, systemMeans())
    if (outcome?.kind !== 'confirmed') throw new Error(`not confirmed: ${outcome?.kind}`)
    // As if the organizers had let it through.
    const shown = { comment_state: 'shown', shown_comment: marker } as const
    await tx.updateTable('signatures_signature').set(shown).where('campaign_id', '=', campaign).execute()
    return linkOf(vaultForTests, 'signed', campaign, outcome.signature)
  })
  return [routes.mine(link), routes.data(link)]
}

async function letterIn(database: Database, campaign: CampaignId): Promise<LetterId> {
  const row = await database.read((tx) =>
    tx.selectFrom('letters_letter').select('letter_id').where('campaign_id', '=', campaign).executeTakeFirstOrThrow(),
  )
  return row.letter_id as LetterId
}
