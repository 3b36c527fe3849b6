import type { CampaignId, OrganizerId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { sha256 } from '#proof'
import type { ApprovalId } from './ids.ts'
import { may, type Act, type Role } from './roles.ts'
import { openPersonal, shownName } from './sealed.ts'
import { standingRow, type ProposedAct, type StandingRow } from './store-approval.ts'

/** How things stand with an act, for its page. */
export type Standing =
  | { readonly kind: 'not-needed' }
  /** Nobody has proposed exactly this. */
  | { readonly kind: 'to-propose' }
  | { readonly kind: 'waiting'; readonly approval: ApprovalId; readonly proposedBy: OrganizerId; readonly since: Date }
  | { readonly kind: 'approved'; readonly proposedBy: OrganizerId; readonly approvedBy: OrganizerId }

/** An act about one thing, and everything that may be meant by it now, of which one may have been proposed. */
export type StandingAsked = {
  readonly campaign: CampaignId
  readonly act: ProposedAct
  readonly subject: string
  readonly contents: readonly (string | Uint8Array)[]
  /** Of whom else the names are asked. */
  readonly others?: readonly OrganizerId[]
}

/** How things stand with whichever of these contents was proposed, with the names of who agreed on it. */
export type NamedStanding = {
  readonly standing: Standing
  /** Place among `contents` of what was proposed. */
  readonly proposed: number | undefined
  readonly names: ReadonlyMap<OrganizerId, string>
}

/** The right that an act takes; whoever may set the rule may propose to lift it. */
export const rightFor = (act: ProposedAct): Act => (act === 'lift-rule' ? 'set-rule' : act)

/** What is kept of exactly what would be done. */
export const contentHash = (content: string | Uint8Array): Buffer =>
  Buffer.from(sha256(typeof content === 'string' ? Buffer.from(content) : content))

/** How things stand with an act that may mean several contents, told with names; one question. */
export async function namedStandingOf(tx: Tx, vault: Vault, asked: StandingAsked): Promise<NamedStanding> {
  const row = await standingRow(tx, asked)
  const people = [
    [row.proposedBy, row.proposer],
    [row.approvedBy, row.approver],
    ...row.others.map(({ id, sealed }) => [id, Buffer.from(sealed, 'hex')] as const),
  ] as const
  const names = people.flatMap(([id, sealed]) =>
    id && sealed ? [[id, shownName(openPersonal(vault, id, sealed))] as const] : [],
  )
  const proposed = asked.contents.findIndex((content) => row.hash?.equals(contentHash(content)))
  const standing = standingIn(row, asked.act, proposed !== -1)
  return { standing, proposed: proposed === -1 ? undefined : proposed, names: new Map(names) }
}

/** The same for one content, without names. */
export async function standingOf(
  tx: Tx,
  { content, ...asked }: Omit<StandingAsked, 'contents'> & { readonly content: string | Uint8Array },
): Promise<Standing> {
  const row = await standingRow(tx, asked)
  return standingIn(row, asked.act, row.hash?.equals(contentHash(content)) ?? false)
}

function standingIn(row: StandingRow, act: ProposedAct, isSame: boolean): Standing {
  if (act !== 'lift-rule' && !row.hasRule) return { kind: 'not-needed' }
  const { id, proposedBy, proposedAt, approvedBy } = row
  const mayStill = (role: Role | null): boolean => may(role ?? undefined, rightFor(act))
  if (!isSame || !id || !proposedBy || !proposedAt || !mayStill(row.proposerRole)) return { kind: 'to-propose' }
  if (approvedBy === null) return { kind: 'waiting', approval: id, proposedBy, since: proposedAt }
  return mayStill(row.approverRole) ? { kind: 'approved', proposedBy, approvedBy } : { kind: 'to-propose' }
}
