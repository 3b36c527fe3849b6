/** Organizers: who they are, how they sign in, what they may do, and the trail of what they did. Holds their addresses and names sealed (see README). */
export type { ApprovalId, EventId, InvitationId, SessionId, SessionToken } from './ids.ts'
export type { Organizer, Visitor } from './organizer.ts'
export { allRoles, may, parseRole, twoPersonActs, type Act, type Role, type TwoPersonAct } from './roles.ts'
export { lockRoles, mayIn } from './rights.ts'
export { recordEvent, type Actor, type EventAct, type EventFacts, type NewEvent } from './event.ts'
export { eventsOf, type EventsAsked, type TrailEvent } from './store-event.ts'
export { inviteOrganizer, type InviteOutcome, type Inviting } from './invite.ts'
export {
  acceptInvitation,
  declineInvitation,
  noteReturnedMails,
  withdrawInvitation,
  type InvitationAnswer,
  type InvitationOutcome,
} from './invitation.ts'
export { peekSignIn, startSignIn, takeSignIn, type InvitedTo, type SignInOutcome, type SignInPeek } from './sign-in.ts'
export { firstLink, takeFirstLink, type FirstOperator } from './first-link.ts'
export type { ProposedBySomebody } from './store-session.ts'
export { endAllSessions, endSession, noteUse, sessionOf } from './session.ts'
export { endSessionOf, parseSessionId, sessionsOf, type OwnSession } from './sessions.ts'
export { livesOf } from './times.ts'
export {
  findOrganizer,
  listOrganizers,
  membersOf,
  nameOrganizer,
  namesOf,
  openInvitationsOf,
  organizerFor,
  peopleOf,
  type Invitee,
  type Member,
} from './people.ts'
export { rolesOf, rolesOfOrganizer } from './store-role.ts'
export { leadNewCampaign, setRole, type RoleChange, type RoleOutcome } from './set-role.ts'
export { setGrants, type GrantOutcome } from './grants.ts'
export { endOrganizer, type EndOutcome, type Ending } from './end.ts'
export { eraseOrganizer, type EraseOrganizerOutcome } from './erase.ts'
export {
  approvalOf,
  approve,
  clearAct,
  proposalsIn,
  propose,
  refuseApproval,
  type ApproveOutcome,
  type Clearance,
  type OpenProposal,
  type Proposal,
  type ProposeOutcome,
} from './approval.ts'
export { namedStandingOf, type NamedStanding, type Standing, type StandingAsked } from './standing.ts'
export { rulesOf, type ProposedAct } from './store-approval.ts'
export { setRule, type RuleChange, type RuleOutcome } from './rule.ts'
export {
  addPasskey,
  askPasskey,
  offerPasskey,
  passkeysOf,
  removePasskey,
  takePasskey,
  type MadePasskey,
  type Passkey,
  type PasskeyOptions,
  type PasskeySite,
} from './passkey.ts'
export { accountComposers, type AccountLinks } from './compose.ts'
export { renewAccountKeys } from './renew-keys.ts'
export { keepAccounts, organizerDaysKept } from './retention.ts'
export { checkAccounts } from './check.ts'
