-- room: delivery   breaking: no
-- why: "we never got it" is answered by what was sent, to whom, on which day, and what the other side's server or porter said.

-- One dispatch of a fixed text to its recipient by one channel.
create table delivery_delivery (
  campaign_id uuid not null,
  delivery_id uuid not null,
  letter_id uuid not null,
  edition_id uuid not null,
  version_number integer not null check (version_number >= 1),
  version_hash text not null check (version_hash ~ '^[0-9a-f]{64}$'),
  recipient_id uuid not null,
  channel text not null check (channel in ('mail', 'hand', 'post', 'web-form')),
  -- SHA-256 of the file that goes out; absent where only the fact of an earlier delivery is known.
  pdf_hash bytea check (length(pdf_hash) = 32),
  prepared_at timestamptz not null,
  -- Absent: the server's own command line.
  prepared_by uuid,
  -- Where answers go when no mail comes in here, and what the organizers write above the letter.
  sealed bytea,
  -- The leaf that says it was sent; absent while strangers may not read the letter.
  leaf_index bigint check (leaf_index >= 0),
  primary key (campaign_id, delivery_id)
);
-- An address for answers names its delivery and nothing else.
create unique index delivery_delivery_by_id on delivery_delivery (delivery_id);
create index delivery_delivery_by_edition on delivery_delivery (campaign_id, edition_id);
create index delivery_delivery_undeclared on delivery_delivery (campaign_id)
  where leaf_index is null and pdf_hash is not null;

-- To whom it goes, one by one.
create table delivery_addressee (
  campaign_id uuid not null,
  delivery_id uuid not null,
  position integer not null check (position >= 1),
  name text not null check (name <> ''),
  post text,
  -- The e-mail address.
  sealed bytea,
  -- Copies that were made and of which nobody knows whether the mail server took them.
  unanswered integer not null default 0 check (unanswered >= 0),
  -- When there are so many of them no further copy is made, unless an organizer sends the letter again.
  most_unanswered integer not null default 2 check (most_unanswered >= 2),
  primary key (campaign_id, delivery_id, position),
  foreign key (campaign_id, delivery_id) references delivery_delivery (campaign_id, delivery_id)
);

-- What became of it, step by step. A step begins where the one before it ended, and only these steps are taken.
create table delivery_status (
  campaign_id uuid not null,
  delivery_id uuid not null,
  position integer not null,
  step integer not null check (step >= 1),
  step_before integer generated always as (nullif(step - 1, 0)) stored,
  from_status text check (from_status in ('draft', 'ready', 'sent', 'delivered', 'failed', 'bounced', 'unknown')),
  to_status text not null check (to_status in ('draft', 'ready', 'sent', 'delivered', 'failed', 'bounced', 'unknown')),
  -- The day in the campaign's time zone on which it happened, and when it was written down.
  happened_on date not null,
  at timestamptz not null,
  cause text not null check (cause in ('person', 'mail-server', 'bounce')),
  -- Absent: the server.
  set_by uuid,
  -- What the mail server answered: `550 5.1.1`, never words.
  code text check (code ~ '^[A-Za-z0-9_. -]{1,60}$'),
  primary key (campaign_id, delivery_id, position, step),
  unique (campaign_id, delivery_id, position, step, to_status),
  foreign key (campaign_id, delivery_id, position) references delivery_addressee (campaign_id, delivery_id, position),
  foreign key (campaign_id, delivery_id, position, step_before, from_status)
    references delivery_status (campaign_id, delivery_id, position, step, to_status),
  check ((step = 1) = (from_status is null)),
  check ((cause = 'person') or set_by is null),
  constraint delivery_status_steps check ((coalesce(from_status, 'none'), to_status) in (
    ('none', 'draft'),
    ('draft', 'ready'), ('draft', 'sent'), ('draft', 'delivered'), ('draft', 'failed'),
    ('ready', 'sent'), ('ready', 'failed'), ('ready', 'bounced'), ('ready', 'unknown'),
    ('sent', 'delivered'), ('sent', 'bounced'),
    ('failed', 'ready'),
    ('bounced', 'delivered'),
    ('unknown', 'ready'), ('unknown', 'sent'), ('unknown', 'delivered'), ('unknown', 'failed'), ('unknown', 'bounced')
  ))
);

-- What proves it. Files are kept by their hash in platform_file.
create table delivery_proof (
  campaign_id uuid not null,
  proof_id uuid not null,
  delivery_id uuid not null,
  -- Absent: it speaks of the delivery as a whole.
  position integer,
  kind text not null check (kind in ('smtp', 'bounce', 'file', 'statement')),
  happened_on date not null,
  at timestamptz not null,
  -- Absent: the server.
  added_by uuid,
  -- Of a file, or of the lines that went between two mail servers.
  hash bytea check (length(hash) = 32),
  media_type text check (media_type <> ''),
  -- What handing a mail over came to.
  outcome text check (outcome in ('accepted', 'in-doubt', 'waits', 'refused')),
  code text check (code ~ '^[A-Za-z0-9_. -]{1,60}$'),
  queue_id text check (queue_id <> ''),
  -- SHA-256 of the mail as it went out, signature and all.
  message_hash bytea check (length(message_hash) = 32),
  courier_number text check (courier_number <> ''),
  note text check (note <> ''),
  -- The lines of the session, and the mail as it went out or the report that came back: both hold an address.
  transcript_sealed bytea,
  message_sealed bytea,
  primary key (campaign_id, proof_id),
  foreign key (campaign_id, delivery_id) references delivery_delivery (campaign_id, delivery_id),
  foreign key (campaign_id, delivery_id, position) references delivery_addressee (campaign_id, delivery_id, position),
  check ((kind = 'smtp') = (outcome is not null)),
  check (kind <> 'file' or (hash is not null and media_type is not null)),
  check (kind = 'smtp' or transcript_sealed is null),
  check (kind in ('smtp', 'bounce') or message_sealed is null)
);
create index delivery_proof_by_delivery on delivery_proof (campaign_id, delivery_id, at);

create function delivery_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what became of a delivery stays written down' using errcode = 'restrict_violation';
end
$$;
create trigger delivery_status_final before update or delete on delivery_status
  for each row execute function delivery_refuse_change();
create trigger delivery_status_kept before truncate on delivery_status
  for each statement execute function delivery_refuse_change();

-- Until when an edition's recipient is to answer: what the letter itself says, and, apart from it, when the coalition follows up.
create table delivery_plan (
  campaign_id uuid not null,
  letter_id uuid not null,
  edition_id uuid not null,
  -- Stated to the recipient: a day, or a number of days after the day of sending; both absent: none was stated.
  deadline_on date,
  deadline_days integer check (deadline_days between 1 and 3650),
  deadline_counted text check (deadline_counted in ('working-days', 'calendar-days')),
  -- The coalition's own.
  follow_up_on date,
  follow_up_days integer check (follow_up_days between 1 and 3650),
  follow_up_counted text check (follow_up_counted in ('working-days', 'calendar-days')),
  -- Days of the week on which nobody works, 1 is Monday; never all of them.
  weekend smallint[] not null check (weekend <@ '{1,2,3,4,5,6,7}' and not weekend @> '{1,2,3,4,5,6,7}'),
  holidays date[] not null,
  -- Days after the deadline from which on it is called long overdue.
  long_overdue_days integer not null check (long_overdue_days between 1 and 3650),
  set_at timestamptz not null,
  -- Absent: the server's own command line.
  set_by uuid,
  -- The day of the first substantive answer: from then on nobody is reminded.
  answered_on date,
  -- For which day organizers were reminded last.
  follow_up_reminded date,
  deadline_reminded date,
  primary key (campaign_id, edition_id),
  check (deadline_on is null or deadline_days is null),
  check ((deadline_days is null) = (deadline_counted is null)),
  check (follow_up_on is null or follow_up_days is null),
  check ((follow_up_days is null) = (follow_up_counted is null))
);
