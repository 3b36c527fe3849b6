-- room: accounts   breaking: no
-- why: organizers sign in without passwords, hold roles per campaign, and every act of theirs is written down for good.

-- Whoever has an account. Rows are never deleted, since the trail of acts names them: erasing empties them.
create table accounts_organizer (
  organizer_id uuid primary key,
  -- Keyed hash of the address in lower case, by which it is recognized; absent once erased.
  address_mark bytea unique check (length(address_mark) = 16),
  -- Address, name and language; absent once erased.
  sealed bytea,
  -- Runs the server, and decides who may create campaigns.
  is_operator boolean not null default false,
  may_create boolean not null default false,
  invited_at timestamptz not null,
  -- When they first signed in; absent while nobody has answered the invitation.
  joined_at timestamptz,
  ended_at timestamptz,
  check ((address_mark is null) = (sealed is null)),
  check (sealed is not null or ended_at is not null),
  check (ended_at is null or not (is_operator or may_create))
);
create index accounts_organizer_ended on accounts_organizer (ended_at) where sealed is not null;

-- One-time links. What opens is the id with a mark under a key that is not here. Who asks with an address that nobody
-- has leaves a row as well, so that both take the same way and count alike against the cap.
create table accounts_sign_in (
  sign_in_id uuid primary key,
  kind text not null check (kind in ('mail', 'invitation', 'first')),
  organizer_id uuid references accounts_organizer (organizer_id),
  -- The address that was asked for; what a person asked for counts against the cap, what they were sent by others does not.
  address_mark bytea check (length(address_mark) = 16),
  asked_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > asked_at),
  used_at timestamptz,
  check ((kind = 'mail') = (address_mark is not null)),
  check (kind <> 'invitation' or organizer_id is not null),
  check (kind <> 'first' or organizer_id is null)
);
create index accounts_sign_in_asked on accounts_sign_in (address_mark, asked_at);
create index accounts_sign_in_by_end on accounts_sign_in (ends_at);
create index accounts_sign_in_by_organizer on accounts_sign_in (organizer_id);

-- Who is signed in. The cookie holds what this is the hash of.
create table accounts_session (
  token_hash bytea primary key check (length(token_hash) = 32),
  organizer_id uuid not null references accounts_organizer (organizer_id),
  begun_by text not null check (begun_by in ('link', 'passkey')),
  begun_at timestamptz not null,
  -- Noted every few minutes of use, not at each visit.
  seen_at timestamptz not null
);
create index accounts_session_by_organizer on accounts_session (organizer_id);

create table accounts_role (
  campaign_id uuid not null,
  organizer_id uuid not null references accounts_organizer (organizer_id),
  role text not null check (role in ('lead', 'editor', 'reviewer', 'viewer')),
  since timestamptz not null,
  primary key (campaign_id, organizer_id)
);
create index accounts_role_by_organizer on accounts_role (organizer_id);

create table accounts_invitation (
  campaign_id uuid not null,
  invitation_id uuid not null,
  organizer_id uuid not null references accounts_organizer (organizer_id),
  role text not null check (role in ('lead', 'editor', 'reviewer', 'viewer')),
  -- Absent: by the server's command line.
  invited_by uuid references accounts_organizer (organizer_id),
  invited_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > invited_at),
  -- The mail could not be delivered.
  returned_at timestamptz,
  closed_at timestamptz,
  closed_as text check (closed_as in ('accepted', 'declined', 'withdrawn', 'replaced', 'expired')),
  primary key (campaign_id, invitation_id),
  check ((closed_at is null) = (closed_as is null))
);
create unique index accounts_invitation_open on accounts_invitation (campaign_id, organizer_id) where closed_at is null;
create index accounts_invitation_by_organizer on accounts_invitation (organizer_id) where closed_at is null;

-- Acts that need two people in a campaign: a row is a yes.
create table accounts_rule (
  campaign_id uuid not null,
  act text not null check (act in ('freeze', 'finalize-list', 'invalidate')),
  since timestamptz not null,
  primary key (campaign_id, act)
);

-- What one proposed and another approved. Used up by the act it was for.
create table accounts_approval (
  campaign_id uuid not null,
  approval_id uuid not null,
  act text not null check (act in ('freeze', 'finalize-list', 'invalidate', 'lift-rule')),
  -- What the act is about: the id of a letter, say.
  subject text not null check (subject <> ''),
  -- SHA-256 of exactly what was proposed.
  content_hash bytea not null check (length(content_hash) = 32),
  proposed_by uuid not null references accounts_organizer (organizer_id),
  proposed_at timestamptz not null,
  approved_by uuid references accounts_organizer (organizer_id),
  approved_at timestamptz,
  closed_at timestamptz,
  closed_as text check (closed_as in ('used', 'refused', 'replaced')),
  primary key (campaign_id, approval_id),
  check ((approved_by is null) = (approved_at is null)),
  check (approved_by <> proposed_by),
  check ((closed_at is null) = (closed_as is null)),
  check (closed_as <> 'used' or approved_by is not null)
);
create unique index accounts_approval_open on accounts_approval (campaign_id, act, subject) where closed_at is null;

create table accounts_passkey (
  -- As its authenticator named it, base64url.
  credential_id text primary key check (credential_id <> ''),
  organizer_id uuid not null references accounts_organizer (organizer_id),
  -- COSE (RFC 9052).
  public_key bytea not null,
  -- How often it was used, as it tells itself; one that counts backwards was copied.
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  -- Whether it is kept on several devices of its owner.
  is_synced boolean not null,
  added_at timestamptz not null,
  used_at timestamptz
);
create index accounts_passkey_by_organizer on accounts_passkey (organizer_id);

-- What a passkey is asked to sign, by its hash; taken away when it is answered.
create table accounts_challenge (
  challenge_hash bytea primary key check (length(challenge_hash) = 32),
  -- Who adds a passkey; absent: somebody wants to sign in.
  organizer_id uuid references accounts_organizer (organizer_id),
  ends_at timestamptz not null
);
create index accounts_challenge_by_end on accounts_challenge (ends_at);

-- The trail of every act. Holds ids, words of ours and numbers, nothing that anybody typed.
create table accounts_event (
  -- A UUID version 7: in the order of time.
  event_id uuid primary key,
  at timestamptz not null,
  -- Absent: the server's command line, or the server by itself.
  organizer_id uuid,
  campaign_id uuid,
  -- A word of the closed list in code; other rooms' acts join it without a migration of this table.
  act text not null check (act ~ '^[a-z]+(-[a-z]+)*$'),
  subject text[] not null,
  before jsonb,
  after jsonb
);
create index accounts_event_by_campaign on accounts_event (campaign_id, event_id);
create index accounts_event_by_organizer on accounts_event (organizer_id, event_id);

create function accounts_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was done stays written down' using errcode = 'restrict_violation';
end
$$;
create trigger accounts_event_final before update or delete on accounts_event
  for each row execute function accounts_refuse_change();
create trigger accounts_event_kept before truncate on accounts_event
  for each statement execute function accounts_refuse_change();
