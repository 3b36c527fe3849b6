/** Names an act in the trail; a UUID version 7, so in the order of time. */
export type EventId = string & { readonly __kind: 'EventId' }
/** Names an invitation to a campaign; a UUID. */
export type InvitationId = string & { readonly __kind: 'InvitationId' }
/** Names what somebody proposed for another to approve; a UUID. */
export type ApprovalId = string & { readonly __kind: 'ApprovalId' }
/** Names a one-time link; a UUID. It opens nothing without its mark. */
export type SignInId = string & { readonly __kind: 'SignInId' }
/** What the cookie of somebody who is signed in holds: 32 random bytes in base64url. The database has its hash only. */
export type SessionToken = string & { readonly __kind: 'SessionToken' }
/** Names a session to its owner: the hash of what the cookie holds, in hexadecimal. It opens nothing. */
export type SessionId = string & { readonly __kind: 'SessionId' }
