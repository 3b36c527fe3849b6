import type { CampaignId, Means } from '#kernel'
import type { Tx } from '#platform'
import { clearAct } from './approval.ts'
import { recordEvent, type Actor } from './event.ts'
import { lockRoles, mayIn } from './rights.ts'
import { may, type TwoPersonAct } from './roles.ts'
import { putRule, rulesOf } from './store-approval.ts'
import { rolesOf } from './store-role.ts'

/** Which act needs two people in a campaign from now on, or no longer does. */
export type RuleChange = {
  readonly by: Actor
  readonly campaign: CampaignId
  readonly act: TwoPersonAct
  readonly needsTwo: boolean
}

/** What can come of it. */
export type RuleOutcome =
  | { readonly kind: 'set' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'not-allowed' }
  /** Fewer than two people could do it: nobody could approve. */
  | { readonly kind: 'too-few' }
  /** To do without it again takes two as well: propose the act `lift-rule` with the act as its subject and content. */
  | { readonly kind: 'needs-two' }

/** Sets the two-person rule for an act. One lead may ask for it; to lift it takes two, or the server's command line. */
export async function setRule(tx: Tx, change: RuleChange, means: Means): Promise<RuleOutcome> {
  const { by, campaign, act, needsTwo } = change
  await lockRoles(tx, campaign)
  if (!(await mayIn(tx, campaign, by, 'set-rule'))) return { kind: 'not-allowed' }
  if ((await rulesOf(tx, campaign)).has(act) === needsTwo) return { kind: 'unchanged' }
  if (needsTwo && [...(await rolesOf(tx, campaign)).values()].filter((role) => may(role, act)).length < 2)
    return { kind: 'too-few' }
  if (!needsTwo && by !== 'server') {
    const lifting = { campaign, act: 'lift-rule', subject: act, content: act } as const
    const cleared = await clearAct(tx, { by, ...lifting }, means)
    if (cleared.kind !== 'go') return cleared
  }
  await putRule(tx, change, means.now())
  const event = { by, act: 'set-rule', campaign, subject: [act] } as const
  await recordEvent(tx, { ...event, before: { two: !needsTwo }, after: { two: needsTwo } }, means)
  return { kind: 'set' }
}
