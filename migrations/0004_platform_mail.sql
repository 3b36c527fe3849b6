-- room: platform   breaking: no
-- why: a mail exists exactly when the fact it tells of was committed; a row names ids only, so no address lies in a queue.
create table platform_mail (
  mail_id uuid primary key,
  -- Which composer makes it, as room.noun.
  kind text not null check (kind <> ''),
  ids jsonb not null,
  due_at timestamptz not null,
  -- Nobody takes it before: due, tried again, or in the hands of a process whose lease ends then.
  next_at timestamptz not null,
  -- A composer has made it once, in a transaction that was committed.
  composed boolean not null default false,
  tries smallint not null default 0,
  -- How often all of it was sent and no answer came: it may have been accepted.
  doubts smallint not null default 0,
  -- The last answer of the other server: a code, never its words, which may quote an address.
  last_trouble text
);
create index platform_mail_next on platform_mail (next_at, mail_id);
