-- room: letters   breaking: no
-- why: organizers write a letter together: no text of theirs is lost, and they talk about it beside it.
alter table letters_letter
  -- Counts the saves of the source: who saves says which one they read.
  add column revision integer not null default 1 check (revision >= 1),
  -- Who is writing, since when, and when they were last heard of.
  add column locked_by uuid,
  add column locked_since timestamptz,
  add column locked_seen timestamptz,
  -- Until when organizations may sign on.
  add column sign_on_until timestamptz,
  add constraint letters_letter_lock check (num_nulls(locked_by, locked_since, locked_seen) in (0, 3));

-- What the organizer said of a version that replaced another: whether who signed the other may be carried over to it.
alter table letters_version
  add column change text check (change in ('correction', 'change')),
  add constraint letters_version_change check (change is null or number > 1);

-- Every text that somebody saved.
create table letters_save (
  campaign_id uuid not null,
  letter_id uuid not null,
  save_id uuid not null,
  -- Absent: set aside, because another had saved or was writing meanwhile.
  revision integer check (revision >= 1),
  source text not null,
  -- Absent: by the server's command line, or before saves were kept.
  saved_by uuid,
  -- Somebody pressed the button; what was saved by itself gives way to what the same person saves next.
  is_asked boolean not null,
  begun_at timestamptz not null,
  saved_at timestamptz not null,
  primary key (campaign_id, letter_id, save_id),
  unique (campaign_id, letter_id, revision),
  foreign key (campaign_id, letter_id) references letters_letter (campaign_id, letter_id)
);

-- What organizers say to each other about a text.
create table letters_comment (
  campaign_id uuid not null,
  comment_id uuid not null,
  letter_id uuid not null,
  -- The comment that this one answers.
  answers_id uuid,
  -- The revision it was written on, with its line there and the words it is about; absent: the letter as a whole.
  revision integer not null,
  line integer check (line >= 1),
  quote text check (quote <> ''),
  body text not null check (body <> ''),
  written_by uuid,
  written_at timestamptz not null,
  resolved_by uuid,
  resolved_at timestamptz,
  primary key (campaign_id, comment_id),
  foreign key (campaign_id, letter_id) references letters_letter (campaign_id, letter_id),
  foreign key (campaign_id, answers_id) references letters_comment (campaign_id, comment_id),
  check (line is not null or quote is null),
  check (resolved_at is not null or resolved_by is null)
);
create index letters_comment_by_letter on letters_comment (campaign_id, letter_id, written_at);

-- What the organizers tell readers about a letter. No part of its text: nobody signs it.
create table letters_note (
  campaign_id uuid not null,
  note_id uuid not null,
  letter_id uuid not null,
  body text not null check (body <> ''),
  written_at timestamptz not null,
  primary key (campaign_id, note_id),
  foreign key (campaign_id, letter_id) references letters_letter (campaign_id, letter_id)
);
create index letters_note_by_letter on letters_note (campaign_id, letter_id, written_at);
