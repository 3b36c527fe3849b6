import { newId, type CampaignId, type LetterId, type Means, type SignOnId } from '#kernel'
import { frozenTexts, gatheringLetter, gathersAt, type GatheringLetter } from '#letters'
import { leaveMails, parseDomainName, type Tx, type Vault } from '#platform'
import type { GatherLink } from './gather-link.ts'
import type { GatherView, NamedPlace, OfferedEdition } from './gathered.ts'
import type { SignOnOutcome, SignOnWish } from './sign-on-wish.ts'
import { parseLineName, plainField } from './line-name.ts'
import { bonds, inboxMark, openAsk, seal, type SealedWish } from './sealed-people.ts'
import { readingOf } from './standing.ts'
import { findAsk, type AskRow } from './store-asks.ts'
import { groupNames } from './store-groups.ts'
import { countWishes, insertWish } from './store-wishes.ts'

/** Mails that an inbox is sent about one letter within a day, whoever types its address how often. */
const mostADay = 3
const day = 86_400_000

/** What a link to sign on opens: the exact texts of today, and for whom it is. Changes nothing. */
export async function openGather(tx: Tx, vault: Vault, link: GatherLink, at: Date): Promise<GatherView> {
  const letter = await gatheringLetter(tx, link.campaign, link.letter)
  const ask = await askOfLink(tx, link)
  if (!letter || ask === 'gone') return { kind: 'gone' }
  const place = placeOf(letter)
  const isFixed = letter.editions.some(({ versions }) => versions.length > 0)
  if (letter.state === 'draft' || !isFixed) return { kind: 'early', ...place }
  if (!gathersAt(letter, at)) return { kind: 'closed', ...place, until: letter.signOnUntil }
  return {
    kind: 'open',
    ...place,
    ...(ask ? { ask: shownAsk(vault, link.campaign, ask) } : {}),
    editions: await offeredEditions(tx, letter),
    until: letter.signOnUntil,
    groups: await groupNames(tx, link.campaign, link.letter),
  }
}

/** The letter as pages and mails name it. */
export function placeOf(letter: GatheringLetter): NamedPlace {
  const { campaign, campaignSlug, campaignTitle, timeZone, id, slug, title, language } = letter
  return {
    campaign,
    campaignSlug,
    campaignTitle,
    timeZone,
    letter: id,
    letterSlug: slug,
    letterTitle: title,
    language,
  }
}

/** Every edition that has a frozen text, with the newest. */
export async function offeredEditions(tx: Tx, letter: GatheringLetter): Promise<readonly OfferedEdition[]> {
  const present = letter.editions.flatMap(({ id, slug, recipient, versions }) => {
    const version = versions.at(-1)
    return version ? [{ edition: id, slug, recipient, version: { number: version.number, hash: version.hash } }] : []
  })
  const texts = await frozenTexts(
    tx,
    letter.campaign,
    present.map(({ version }) => version.hash),
  )
  return present.flatMap((one) => {
    const text = texts.get(one.version.hash)
    return text ? [{ ...one, text }] : []
  })
}

async function askOfLink(tx: Tx, { kind, campaign, letter, ask }: GatherLink): Promise<AskRow | 'gone' | undefined> {
  if (kind === 'open' || ask === undefined) return undefined
  const row = await findAsk(tx, campaign, ask)
  return row?.letter === letter ? row : 'gone'
}

function shownAsk(vault: Vault, campaign: CampaignId, { id, name, domain, group, sealed }: AskRow) {
  const email = sealed && openAsk(vault, bonds.ask(campaign, id), sealed).email
  return { name, email, domain, group }
}

/**
 * Takes the form of a sign-on: kept sealed until the mailbox has answered, and nothing of it is shown to anybody. The
 * same answer whether the address is known or not.
 */
export async function startSignOn(tx: Tx, vault: Vault, wish: SignOnWish, means: Means): Promise<SignOnOutcome> {
  const { campaign, letter: id } = wish.link
  const at = means.now()
  const letter = await gatheringLetter(tx, campaign, id)
  const ask = await askOfLink(tx, wish.link)
  if (!letter || letter.state === 'draft' || ask === 'gone') return { kind: 'gone' }
  if (!gathersAt(letter, at)) return { kind: 'closed' }
  const reading = readingOf(wish.read, letter.editions)
  if (reading.kind !== 'read') return reading
  const name = parseLineName(wish.name)
  if (name.kind === 'bad-name') return name
  await keepWish(tx, vault, { ...cleaned(wish), name: name.name }, { campaign, letter: id, ask: ask?.id }, means)
  return { kind: 'asked-to-confirm' }
}

function cleaned({ link: _link, ...wish }: SignOnWish): SealedWish {
  const { representative, kind } = wish
  const group = plainField(wish.group)
  const domain = wish.domain === undefined ? undefined : parseDomainName(wish.domain)
  const title = kind === 'person' ? plainField(wish.title) : undefined
  const affiliation = kind === 'person' ? plainField(wish.affiliation) : undefined
  return {
    ...withoutPlain(wish),
    representative: {
      ...representative,
      name: plainField(representative.name) ?? '',
      role: plainField(representative.role) ?? '',
    },
    ...(group === undefined ? {} : { group }),
    ...(domain === undefined ? {} : { domain }),
    ...(title === undefined ? {} : { title }),
    ...(affiliation === undefined ? {} : { affiliation }),
  }
}

const withoutPlain = ({ group: _g, domain: _d, title: _t, affiliation: _a, ...wish }: SealedWish): SealedWish => wish

async function keepWish(
  tx: Tx,
  vault: Vault,
  wish: SealedWish,
  {
    campaign,
    letter,
    ask,
  }: { readonly campaign: CampaignId; readonly letter: LetterId; readonly ask: AskRow['id'] | undefined },
  means: Means,
): Promise<void> {
  const at = means.now()
  const mark = inboxMark(vault, campaign, letter, wish.representative.email)
  // Whoever types another's address again and again sends them no flood; they are told nothing.
  if ((await countWishes(tx, { campaign, letter, mark }, new Date(at.getTime() - day))) >= mostADay) return
  const signOn = newId<SignOnId>(means)
  const sealed = seal(vault, bonds.wish(campaign, signOn), wish)
  await insertWish(tx, { campaign, signOn, letter, ask, mark, sealed, wishedAt: at })
  const ids = { campaign, signOn, term: '1' }
  await leaveMails(tx, [{ id: newId(means), kind: 'organizations.confirm', ids, dueAt: at }])
}
