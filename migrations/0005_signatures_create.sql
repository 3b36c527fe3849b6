-- room: signatures   breaking: no
-- why: the public signs by e-mail confirmation; what is personal is sealed, and what is counted stands in the log.
create table signatures_settings (
  campaign_id uuid primary key,
  -- Who answers for the personal data, and where they can be reached (GDPR Art. 13).
  controller text not null check (controller <> ''),
  contact text not null check (contact <> ''),
  -- Days that personal data stays after the letter closed.
  days_kept integer not null check (days_kept between 1 and 3650),
  asks_place boolean not null default false,
  asks_occupation boolean not null default false,
  asks_comment boolean not null default false,
  -- Two people of one household may sign with one address, if their names differ.
  shared_inbox boolean not null default false,
  -- Who may write to those who ticked it; absent: nobody asks.
  hear_from text,
  opened_at timestamptz not null
);

-- Every wording that anyone ever consented to; a signature names the one its signer saw.
create table signatures_consent (
  campaign_id uuid not null references signatures_settings (campaign_id),
  number smallint not null check (number >= 1),
  language text not null,
  wording text not null check (wording <> ''),
  used_from timestamptz not null,
  primary key (campaign_id, number)
);

-- A wish to sign that its mailbox has not confirmed. Goes when it is confirmed, refused or seven days old.
-- No foreign key to the settings: its check would lock their one row again for every row of a rush.
create table signatures_pending (
  wished_at timestamptz not null,
  -- When its mail was last left in the queue; a repeated form leaves another only after a while.
  mail_asked_at timestamptz not null,
  -- The code in the mail: when it was last handed over, and how often it was typed wrong since.
  code_sent_at timestamptz,
  campaign_id uuid not null,
  -- Made of the address and of everything on the form under a key: the same form twice is one row.
  pending_id uuid not null,
  letter_id uuid not null,
  code_tries smallint not null default 0,
  consent smallint not null,
  shows_name boolean not null,
  hears boolean not null,
  -- Keyed hash of the address in canonical form (and of the name where inboxes are shared).
  address_mark bytea not null check (length(address_mark) = 16),
  -- The same of the address alone: mails are counted by it, whoever is named on the form.
  inbox_mark bytea not null check (length(inbox_mark) = 16),
  -- The versions that were on the screen, 32 bytes each, ascending.
  versions bytea not null check (length(versions) > 0 and length(versions) % 32 = 0),
  sealed bytea not null,
  -- What the review looks at: keyed hashes of networks and mail domain, the shape of the form.
  signals bytea not null,
  primary key (campaign_id, pending_id)
);
create index signatures_pending_by_address on signatures_pending (campaign_id, letter_id, address_mark);
create index signatures_pending_by_age on signatures_pending (wished_at);

-- Columns in an order that leaves no gaps between them: there may be millions of rows.
create table signatures_signature (
  leaf_index bigint not null check (leaf_index >= 0),
  wished_at timestamptz not null,
  confirmed_at timestamptz not null,
  ended_at timestamptz,
  campaign_id uuid not null,
  -- The pending_id it was first confirmed from; a random one once it is erased.
  signature_id uuid not null,
  letter_id uuid not null,
  consent smallint not null,
  -- Its bearer asked for the name on the public list.
  shows_name boolean not null,
  hears boolean not null,
  status text not null check (status in ('confirmed', 'withheld', 'withdrawn', 'invalidated', 'erased')),
  comment_state text not null default 'none' check (comment_state in ('none', 'waiting', 'shown', 'refused')),
  address_mark bytea check (length(address_mark) = 16),
  -- Ascending, 32 bytes each.
  versions bytea not null check (length(versions) > 0 and length(versions) % 32 = 0),
  sealed bytea,
  -- From which both salts of the commitment are made; without it nobody can ever open the leaf.
  seed bytea check (length(seed) = 32),
  signals bytea,
  -- The name as it stands on the public list; absent unless its bearer asked for that and the signature stands.
  shown_name text,
  shown_place text,
  shown_occupation text,
  -- The words of the name without case and accents, to be found by.
  shown_key text,
  shown_comment text,
  primary key (campaign_id, signature_id),
  unique (campaign_id, leaf_index),
  unique (campaign_id, letter_id, address_mark),
  check ((status = 'erased') = (sealed is null and seed is null and address_mark is null)),
  check (shown_name is null or (status = 'confirmed' and shows_name)),
  check ((shown_name is null) = (shown_key is null)),
  check (shown_name is not null or coalesce(shown_place, shown_occupation) is null)
);
create index signatures_signature_shown on signatures_signature (campaign_id, letter_id, leaf_index)
  where shown_name is not null;
create index signatures_signature_comments on signatures_signature (campaign_id, letter_id, leaf_index)
  where comment_state = 'waiting';

-- The words of a name, each behind a piece of its letter's id, so that a search meets one letter's names only.
create function signatures_words(letter_id uuid, shown_key text) returns tsvector
  language sql immutable strict parallel safe
  return array_to_tsvector(string_to_array(
    right(letter_id::text, 6) || replace(shown_key, ' ', ' ' || right(letter_id::text, 6)), ' '));
-- Any word by its beginning, at a few bytes a name. The short list of entries not yet sorted in keeps a search quick.
create index signatures_signature_words on signatures_signature using gin (signatures_words(letter_id, shown_key))
  with (gin_pending_list_limit = 256) where shown_name is not null;

-- Other ids that lead to a signature: of wishes that added to it, or that its confirmation made pointless; and codes
-- that were typed, so that a form sent twice comes to the same. Goes when it is as old as a wish may be.
create table signatures_also (
  since timestamptz not null,
  code_sent_at timestamptz,
  campaign_id uuid not null,
  pending_id uuid not null,
  signature_id uuid not null,
  code_tries smallint not null default 0,
  primary key (campaign_id, pending_id)
);
create index signatures_also_by_signature on signatures_also (campaign_id, signature_id);
create index signatures_also_by_age on signatures_also (since);

-- How many mails an address was sent for a letter: the caps that keep us from being used to flood a mailbox.
create table signatures_mailed (
  campaign_id uuid not null,
  letter_id uuid not null,
  address_mark bytea not null check (length(address_mark) = 16),
  day date not null,
  that_day smallint not null,
  in_all smallint not null,
  -- The owner of the mailbox said it was not them: nothing more is sent.
  refused boolean not null default false,
  primary key (campaign_id, letter_id, address_mark)
);

-- Which clusters the review found, and what was done about them; the log holds the same acts as leaves.
create table signatures_review (
  campaign_id uuid not null references signatures_settings (campaign_id),
  review_id uuid not null,
  act text not null check (act in ('hold', 'free', 'inv', 'uninv')),
  reason text not null check (reason <> ''),
  -- The condition in the words of the command, so that it can be read and repeated.
  condition text not null,
  counted integer not null check (counted >= 0),
  done integer not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz,
  cancelled_at timestamptz,
  primary key (campaign_id, review_id)
);
create table signatures_reviewed (
  campaign_id uuid not null,
  review_id uuid not null,
  leaf_index bigint not null,
  primary key (campaign_id, review_id, leaf_index),
  foreign key (campaign_id, review_id) references signatures_review (campaign_id, review_id)
);
