-- room: organizations   breaking: no
-- why: organizations are asked, sign on through a representative whose mailbox answered, and which names are printed under which words follows from what was consented to, proved and accepted.

-- A line is recorded (it came with a letter as it was sent) or gathered (signed here).
alter table organizations_sign_on
  add column origin text not null default 'recorded' check (origin in ('recorded', 'gathered')),
  add column ask_id uuid,
  -- Under what it is sorted, where that is not its organization's.
  add column sort_key text,
  -- How its representative wants to be spelled since it was accepted.
  add column wished_name text check (wished_name <> ''),
  -- The organization's own domain, and who named it: the organizers, or the representative alone.
  add column domain text check (domain <> ''),
  add column domain_from text check (domain_from in ('organizers', 'representative')),
  -- When the representative's mailbox answered, and when they first said yes to words.
  add column confirmed_at timestamptz,
  add column signed_at timestamptz,
  -- Which of its representatives, one after the other, speaks for it.
  add column term smallint not null default 1 check (term between 1 and 255),
  -- A correction of the text may take the name along.
  add column carries boolean not null default false,
  -- What an organizer decided; absent who did: the server's command line.
  add column verdict text check (verdict in ('accepted', 'declined')),
  add column judged_by uuid,
  add column judged_at timestamptz,
  add column reason text,
  add column withdrawn_at timestamptz,
  -- When its representative was reminded by the clock that a yes is awaited, and how often.
  add column nudged_at timestamptz,
  add column nudges smallint not null default 0,
  add check (origin = 'recorded' or confirmed_at is not null),
  add check ((verdict is null) = (judged_at is null)),
  add check ((domain is null) = (domain_from is null));
create index organizations_sign_on_gathered on organizations_sign_on (campaign_id, letter_id) where origin = 'gathered';

-- Whom organizers ask to sign a letter. The contact and the notes are sealed.
create table organizations_ask (
  campaign_id uuid not null,
  ask_id uuid not null,
  letter_id uuid not null,
  -- In the order in which they were entered.
  position integer not null,
  name text not null check (name <> ''),
  strict_key text not null,
  sealed bytea,
  -- Keyed hash of the contact's address: nobody is asked twice for one letter under two names.
  address_mark bytea check (length(address_mark) = 16),
  domain text check (domain <> ''),
  group_name text check (group_name <> ''),
  status text not null check (status in ('not-asked', 'asked', 'interested', 'promised', 'declined')),
  since timestamptz not null,
  next_on date,
  owner_id uuid,
  made_at timestamptz not null,
  asked_at timestamptz,
  reminded_at timestamptz,
  reminders integer not null default 0 check (reminders >= 0),
  -- A mail to it could not be delivered.
  returned_at timestamptz,
  forgotten_at timestamptz,
  primary key (campaign_id, ask_id),
  check (forgotten_at is null or (sealed is null and address_mark is null))
);
create index organizations_ask_by_letter on organizations_ask (campaign_id, letter_id, strict_key);

-- A form that was sent and whose mailbox has not answered: all of it sealed. Its id becomes the sign-on's.
create table organizations_wish (
  campaign_id uuid not null,
  sign_on_id uuid not null,
  letter_id uuid not null,
  ask_id uuid,
  address_mark bytea not null check (length(address_mark) = 16),
  sealed bytea not null,
  wished_at timestamptz not null,
  returned_at timestamptz,
  primary key (campaign_id, sign_on_id)
);
create index organizations_wish_by_letter on organizations_wish (campaign_id, letter_id, address_mark, wished_at);
create index organizations_wish_by_age on organizations_wish (wished_at);

-- Who speaks for a sign-on: each of its representatives in turn. A successor speaks once their mailbox has answered.
create table organizations_representative (
  campaign_id uuid not null,
  sign_on_id uuid not null,
  term smallint not null check (term between 1 and 255),
  -- Name, role, address, deputy, language; gone once forgotten.
  sealed bytea,
  address_mark bytea check (length(address_mark) = 16),
  since timestamptz not null,
  confirmed_at timestamptz,
  returned_at timestamptz,
  forgotten_at timestamptz,
  primary key (campaign_id, sign_on_id, term),
  foreign key (campaign_id, sign_on_id) references organizations_sign_on (campaign_id, sign_on_id),
  check ((sealed is null) = (forgotten_at is not null)),
  check ((sealed is null) = (address_mark is null))
);

-- Each yes to words: which version of which edition, by which representative, when, and how.
create table organizations_consent (
  campaign_id uuid not null,
  sign_on_id uuid not null,
  edition_id uuid not null,
  version_hash text not null check (version_hash ~ '^[0-9a-f]{64}$'),
  number integer not null check (number >= 1),
  term smallint not null,
  -- `carried`: a correction of the text, and the representative allowed that beforehand.
  how text not null check (how in ('signed', 'renewed', 'carried')),
  at timestamptz not null,
  primary key (campaign_id, sign_on_id, edition_id, version_hash, term),
  foreign key (campaign_id, sign_on_id, term) references organizations_representative (campaign_id, sign_on_id, term)
);

-- For whom evidence speaks: one sign-on, and the representative of that time.
alter table organizations_challenge add column sign_on_id uuid, add column term smallint,
  add check ((sign_on_id is null) = (term is null));
alter table organizations_evidence add column sign_on_id uuid, add column term smallint,
  add check ((sign_on_id is null) = (term is null));
create index organizations_evidence_by_sign_on on organizations_evidence (campaign_id, letter_id, sign_on_id);

-- What the log last said of a sign-on.
create table organizations_leaf (
  campaign_id uuid not null,
  sign_on_id uuid not null,
  leaf_index bigint not null check (leaf_index >= 0),
  name text not null,
  -- Hashes, ascending.
  versions text[] not null,
  -- The secret of its commitment; gone once the representative is forgotten.
  seed bytea check (length(seed) = 32),
  term smallint not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  erased_at timestamptz,
  primary key (campaign_id, sign_on_id),
  unique (campaign_id, leaf_index),
  foreign key (campaign_id, sign_on_id) references organizations_sign_on (campaign_id, sign_on_id)
);

-- As of which facts of its campaign the log says what a letter's sign-ons stand for: an embargo ends by the clock.
create table organizations_settled (
  campaign_id uuid not null,
  letter_id uuid not null,
  facts text not null,
  primary key (campaign_id, letter_id)
);

-- Board or counsel at home: who has the link reads, and says yes, no or asks.
create table organizations_home (
  campaign_id uuid not null,
  home_id uuid not null,
  sign_on_id uuid not null,
  term smallint not null,
  asked_at timestamptz not null,
  primary key (campaign_id, home_id),
  foreign key (campaign_id, sign_on_id, term) references organizations_representative (campaign_id, sign_on_id, term)
);
create index organizations_home_by_sign_on on organizations_home (campaign_id, sign_on_id);

create table organizations_home_answer (
  campaign_id uuid not null,
  answer_id uuid not null,
  home_id uuid not null,
  answer text not null check (answer in ('yes', 'no', 'question')),
  -- Who answered, and their words.
  sealed bytea,
  at timestamptz not null,
  primary key (campaign_id, answer_id),
  foreign key (campaign_id, home_id) references organizations_home (campaign_id, home_id)
);
create index organizations_home_answer_by_home on organizations_home_answer (campaign_id, home_id);

-- The headings of a list, in order.
create table organizations_group (
  campaign_id uuid not null,
  letter_id uuid not null,
  name text not null check (name <> ''),
  position integer not null,
  primary key (campaign_id, letter_id, name)
);

-- The list as it was finalized last: each line to the letter, and the versions it was finalized for.
create table organizations_final (
  campaign_id uuid not null,
  letter_id uuid not null,
  content_hash bytea not null check (length(content_hash) = 32),
  finalized_at timestamptz not null,
  finalized_by uuid,
  -- The campaign wants two people for it: what is not on it is not printed.
  holds boolean not null,
  primary key (campaign_id, letter_id)
);

create table organizations_final_line (
  campaign_id uuid not null,
  letter_id uuid not null,
  sign_on_id uuid not null,
  line jsonb not null,
  versions text[] not null,
  primary key (campaign_id, letter_id, sign_on_id),
  foreign key (campaign_id, letter_id) references organizations_final (campaign_id, letter_id) on delete cascade
);

-- Two names that look alike, and that a person found to be two.
create table organizations_settled_doubt (
  campaign_id uuid not null,
  letter_id uuid not null,
  one text not null,
  other text not null check (one < other),
  settled_by uuid,
  settled_at timestamptz not null,
  primary key (campaign_id, letter_id, one, other)
);

-- Support that is no signature; never counted.
create table organizations_endorsement (
  campaign_id uuid not null,
  endorsement_id uuid not null,
  letter_id uuid not null,
  position integer not null,
  name text not null check (name <> ''),
  title text,
  group_name text,
  words text,
  source text,
  entered_by uuid,
  entered_at timestamptz not null,
  primary key (campaign_id, endorsement_id)
);
create index organizations_endorsement_by_letter on organizations_endorsement (campaign_id, letter_id, position);
