import { approve, clearAct, namedStandingOf, propose, refuseApproval } from '#accounts'
import { finalContent, finalizeList } from '#organizations'
import { sha256 } from '#proof'
import { finalPage } from './board-final-page.ts'
import { readBoardSaid, type BoardSaid } from './board-frame.ts'
import { readList } from './board-list.ts'
import { addDoing, addReading, saying, type Boarding } from './board-visit.ts'
import type { Router } from './keep.ts'
import { organizerResponse, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'

/** Where a list is finalized: by one organizer, or, where the campaign says so, by two who saw exactly the same. */
export function addBoardFinal(app: Router, organizing: Organizing): void {
  addReading(app, organizing, patterns.finalList, showFinal)
  addDoing(app, organizing, { pattern: patterns.finalList, act: 'finalize-list' }, actOnFinal)
}

const sealOf = (content: string): string => Buffer.from(sha256(Buffer.from(content))).toString('hex')

const proposalOf = ({ place }: Boarding, content: string) =>
  ({ campaign: place.campaign.id, act: 'finalize-list', subject: place.letter.id, content }) as const

const contentOf = ({ tx, place }: Boarding): Promise<string> => finalContent(tx, place.campaign.id, place.letter.id)

async function showFinal(boarding: Boarding): Promise<Response> {
  const { c, organizing, tx, place } = boarding
  const list = await readList(boarding)
  const { content, ...asked } = proposalOf(boarding, list.content)
  const others = list.final?.by ? [list.final.by] : []
  const agreed = await namedStandingOf(tx, organizing.accounts.vault, { ...asked, contents: [content], others })
  const said = readBoardSaid(c.req.query('said'))
  const page = finalPage({ ...list, place, ...agreed, seal: sealOf(list.content), said })
  return organizerResponse(organizing, page)
}

/** What is pressed is meant for the list that was on the screen: when it has changed since, nothing is done. */
async function actOnFinal(boarding: Boarding, posted: URLSearchParams): Promise<Response> {
  const { place } = boarding
  const path = routes.finalList(place.campaign.slug, place.letter.slug)
  const content = await contentOf(boarding)
  if (posted.get('do') === 'refuse') return saying(path, await refuseFinal(boarding))
  if (posted.get('seal') !== sealOf(content)) return saying(path, 'list-changed')
  switch (posted.get('do')) {
    case 'propose':
      return saying(path, await proposeFinal(boarding, content))
    case 'approve':
      return saying(path, await approveFinal(boarding, content))
    case 'finalize':
      return saying(path, await finalize(boarding, content))
    default:
      return saying(path, 'bad')
  }
}

async function refuseFinal(boarding: Boarding): Promise<BoardSaid> {
  const { organizing, tx, place } = boarding
  const { content: _, ...proposal } = proposalOf(boarding, '')
  return (await refuseApproval(tx, { ...proposal, by: place.visitor.organizer }, organizing.means)).kind
}

async function proposeFinal(boarding: Boarding, content: string): Promise<BoardSaid> {
  const { organizing, tx, place } = boarding
  const proposal = { ...proposalOf(boarding, content), by: place.visitor.organizer }
  const { kind } = await propose(tx, proposal, organizing.means)
  // One person may do it: the page shows the button that does.
  return kind === 'not-needed' ? 'list-changed' : kind
}

async function approveFinal(boarding: Boarding, content: string): Promise<BoardSaid> {
  const { organizing, tx, place } = boarding
  const proposal = { ...proposalOf(boarding, content), by: place.visitor.organizer }
  const { kind } = await approve(tx, proposal, organizing.means)
  return kind === 'changed' ? 'list-changed' : kind
}

async function finalize(boarding: Boarding, content: string): Promise<BoardSaid> {
  const { organizing, tx, place } = boarding
  const { campaign, letter, visitor } = place
  const by = visitor.organizer
  const cleared = await clearAct(tx, { ...proposalOf(boarding, content), by }, organizing.means)
  if (cleared.kind !== 'go') return cleared.kind
  const means = { ...organizing.means, vault: organizing.accounts.vault }
  const { kind } = await finalizeList(tx, { campaign: campaign.id, letter: letter.id, by, content }, means)
  if (kind === 'finalized') organizing.accounts.wakeMailer()
  return kind === 'changed' ? 'list-changed' : kind
}
