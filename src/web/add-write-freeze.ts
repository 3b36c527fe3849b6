import { approve, namedStandingOf, propose, refuseApproval, type NamedStanding } from '#accounts'
import { wordsFor } from '#kernel'
import { contentOf, draftTexts, type DraftText, type DraftTexts, type TextChange } from '#letters'
import { freezeAndFollow } from '#organizations'
import type { Tx } from '#platform'
import { canonicalText, parseCanonicalText } from '#proof'
import type { InCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { freezePage, type EditionToFix } from './write-freeze-page.ts'
import { readSaid, type WriteSaid } from './write-frame.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'

type AtLetter = InCampaign & { readonly tx: Tx; readonly found: DraftTexts }

/** A letter's texts are fixed: by one person, or by two who agree on exactly these bytes. */
export function addWriteFreeze(app: Router, organizing: Organizing): void {
  app.get(
    patterns.freeze,
    showingCampaign(organizing, async (at, c) => {
      const found = await draftTexts(at.tx, at.campaign.id, { slug: c.req.param('letter') ?? '' })
      if (!found) return refuse(organizing.means, 'not-found')
      const change = changeIn(c.req.query('change'))
      return await show(organizing, { ...at, found }, { change, said: readSaid(c.req.query('said')) })
    }),
  )
  app.post(
    patterns.freeze,
    doingCampaign(organizing, 'freeze', async (at, posted, c) => {
      const found = await draftTexts(at.tx, at.campaign.id, { slug: c.req.param('letter') ?? '' })
      return found ? await act(organizing, { ...at, found }, posted) : refuse(organizing.means, 'not-found')
    }),
  )
}

const changeIn = (text: string | null | undefined): TextChange | undefined =>
  text === 'correction' || text === 'change' ? text : undefined

type Shown = {
  readonly change: TextChange | undefined
  readonly said?: WriteSaid | undefined
  readonly errors?: readonly FieldError[]
  readonly status?: number
}

async function show(organizing: Organizing, at: AtLetter, shown: Shown): Promise<Response> {
  const { campaign, visitor, role, found } = at
  const { errors, said, status = errors ? 422 : 200 } = shown
  const { standing, names, change = shown.change } = await standingOf(organizing, at)
  const page = freezePage({
    visitor,
    campaign,
    role,
    letter: found.letter,
    firstEdition: found.drafts[0]?.edition.slug,
    editions: found.drafts.map(toFix),
    warnings: found.warnings,
    openComments: found.openComments,
    standing,
    names,
    shown: found.digest,
    change: change ?? '',
    ...(errors && { errors }),
    said,
  })
  return organizerResponse(organizing, page, { status })
}

/** How things stand with these texts; of two marks, with the one that somebody has proposed. */
async function standingOf(
  { accounts }: Organizing,
  { tx, campaign, found }: AtLetter,
): Promise<NamedStanding & { readonly change: TextChange | undefined }> {
  const replaces = found.drafts.some(({ fate }) => fate === 'replaces')
  const marks: readonly (TextChange | undefined)[] = replaces ? ['correction', 'change'] : [undefined]
  const contents = marks.map((change) => contentOf(found.drafts, change))
  const asked = { campaign: campaign.id, act: 'freeze', subject: found.letter.id, contents } as const
  const standing = await namedStandingOf(tx, accounts.vault, asked)
  return { ...standing, change: standing.proposed === undefined ? undefined : marks[standing.proposed] }
}

function toFix({ edition, text, hash, demands, versions, fate }: DraftText): EditionToFix {
  const latest = versions.at(-1)
  const before = latest && parseCanonicalText(latest.canonicalText)
  const around = before && canonicalText({ ...before, blocks: [] }) !== canonicalText({ ...text, blocks: [] })
  return {
    slug: edition.slug,
    recipientName: edition.recipient.name,
    now: { label: 'now', blocks: text.blocks, language: text.language },
    hash,
    fate,
    paragraphs: text.blocks.length,
    demands: demands.length,
    missing: [
      ...(text.date === undefined ? ['date' as const] : []),
      ...(text.addressees.length === 0 ? ['addressees' as const] : []),
      ...(text.salutation === undefined ? ['salutation' as const] : []),
      ...(text.closing === undefined ? ['closing' as const] : []),
    ],
    latest: latest &&
      before && {
        number: latest.number,
        hash: latest.hash,
        text: { label: 'before', blocks: before.blocks, language: before.language },
      },
    around: around ?? false,
  }
}

/** What the buttons of the page do. Each says which texts it was shown, so that nobody agrees to others. */
async function act(organizing: Organizing, at: AtLetter, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor, found } = at
  const words = wordsFor(visitor.language).write.freeze.errors
  const [wanted, change] = [posted.get('do'), changeIn(posted.get('change'))]
  const subject = { by: visitor.organizer, campaign: campaign.id, act: 'freeze', subject: found.letter.id } as const
  const after = (said: WriteSaid) => sendOn(`${routes.freeze(campaign.slug, found.letter.slug)}?said=${said}`)
  if (wanted === 'refuse') {
    const { kind } = await refuseApproval(tx, subject, organizing.means)
    return after(kind)
  }
  if (posted.get('shown') !== found.digest)
    return await show(organizing, at, { change, errors: [{ field: 'main', said: words.changed }], status: 409 })
  const wrong = wrongWith(found.drafts, change, visitor.language)
  if (wrong) return await show(organizing, at, { change, errors: [wrong] })
  const content = contentOf(found.drafts, change)
  if (wanted === 'propose') {
    const { kind } = await propose(tx, { ...subject, content }, organizing.means)
    return after(kind)
  }
  if (wanted === 'approve') {
    const { kind } = await approve(tx, { ...subject, content }, organizing.means)
    return after(kind === 'changed' ? 'changed-since' : kind)
  }
  return wanted === 'freeze' ? await freeze(organizing, at, change) : refuse(organizing.means, 'bad')
}

/** What keeps texts from being fixed at all. */
function wrongWith(
  drafts: readonly DraftText[],
  change: TextChange | undefined,
  language: string,
): FieldError | undefined {
  const words = wordsFor(language).write.freeze.errors
  for (const { fate, edition, versions, hash } of drafts) {
    const name = edition.recipient.name
    if (fate === 'empty') return { field: 'main', said: words.empty(name) }
    const number = versions.find((version) => version.hash === hash)?.number ?? 0
    if (fate === 'earlier') return { field: 'main', said: words.earlier(name, number) }
  }
  const unsaid = change === undefined && drafts.some(({ fate }) => fate === 'replaces')
  return unsaid ? { field: 'change', said: words.kind } : undefined
}

async function freeze(organizing: Organizing, at: AtLetter, change: TextChange | undefined): Promise<Response> {
  const { tx, campaign, visitor, found } = at
  const wish = { campaign: campaign.id, letter: found.letter.id, by: visitor.organizer, change, seen: found.digest }
  const { means, accounts } = organizing
  const outcome = await freezeAndFollow(tx, wish, { ...means, vault: accounts.vault })
  const path = routes.freeze(campaign.slug, found.letter.slug)
  switch (outcome.kind) {
    case 'done':
      if (outcome.asked > 0) accounts.wakeMailer()
      return sendOn(`${path}?said=frozen`)
    case 'changed':
      return sendOn(`${path}?said=changed-since`)
    case 'say-which':
    case 'needs-two':
      return sendOn(`${path}?said=needs-two`)
    case 'not-allowed':
    case 'gone':
      return sendOn(`${path}?said=${outcome.kind}`)
    default:
      return outcome satisfies never
  }
}
