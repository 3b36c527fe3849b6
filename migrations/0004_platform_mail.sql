-- room: platform   breaking: no
-- why: a mail exists exactly when the fact it tells of was committed; a row names ids only, so no address lies in a queue.
create table platform_mail (
  mail_id uuid primary key,
  -- Which composer makes it, as room.noun.
  kind text not null check (kind <> ''),
  ids jsonb not null,
  due_at timestamptz not null,
  tries smallint not null default 0,
  -- The last answer of the other server: a code, never its words, which may quote an address.
  last_trouble text
);
create index platform_mail_due on platform_mail (due_at, mail_id);
