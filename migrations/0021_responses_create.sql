-- room: responses   breaking: no
-- why: what recipients answered, promised and did is a record of dated events that only grows, and can be recounted.

-- Every public change. Its document is what the log's leaf is the hash of; all public facts are worked out from these.
create table responses_event (
  campaign_id uuid not null,
  event_id uuid not null,
  -- The order in which events were written down.
  number bigint not null,
  kind text not null check (kind in (
    'demand-put', 'reply-published', 'reply-classified', 'demand-answered', 'correspondence-described',
    'commitment-stated', 'commitment-revised', 'demand-linked', 'commitment-characterized', 'assessment-published',
    'countersigned', 'noted', 'event-redacted')),
  -- YYYY[-MM[-DD]], as exact as it is known: when it happened, not when it was written down.
  happened_on text not null check (happened_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  recorded_at timestamptz not null,
  -- Absent: the server's command line, or the recipient by its link.
  organizer_id uuid,
  -- Canonical JSON; absent once it was taken down.
  document text,
  document_hash bytea not null check (length(document_hash) = 32),
  -- Where the leaf stands; absent while the campaign has no log.
  leaf_index bigint,
  redacted_by uuid,
  primary key (campaign_id, event_id),
  unique (campaign_id, document_hash),
  foreign key (campaign_id, redacted_by) references responses_event (campaign_id, event_id),
  check (document is null or sha256(convert_to(document, 'UTF8')) = document_hash),
  check ((document is null) = (redacted_by is not null))
);
create index responses_event_unlogged on responses_event (campaign_id, number) where leaf_index is null;

-- An event gets its leaf once, and may lose its document to a redaction, which is an event itself. Nothing else.
create function responses_hold_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.leaf_index is null and new.leaf_index is not null
       and to_jsonb(new) - 'leaf_index' = to_jsonb(old) - 'leaf_index' then
      return new;
    end if;
    if old.redacted_by is null and new.redacted_by is not null and new.document is null
       and old.kind <> 'event-redacted'
       and to_jsonb(new) - array['document', 'redacted_by'] = to_jsonb(old) - array['document', 'redacted_by']
       and exists (select from responses_event r
                    where r.campaign_id = new.campaign_id and r.event_id = new.redacted_by
                      and r.kind = 'event-redacted'
                      and (r.document::jsonb -> 'facts' ->> 'redacted')::uuid = new.event_id) then
      return new;
    end if;
  end if;
  raise exception 'what is on record stays on record' using errcode = 'restrict_violation';
end
$$;
create trigger responses_event_final before update or delete on responses_event
  for each row execute function responses_hold_event();
create trigger responses_event_kept before truncate on responses_event
  for each statement execute function responses_hold_event();

-- Which status may follow which; an empty previous one: how it begins. The same pairs stand in code. A view, since a table
-- that is born with rows would be in the way of a backup that is brought back.
create view responses_transition (axis, previous, next) as
select 'stage', '', 'stated'
union all
select 'stage', p, n
  from unnest(array['stated', 'clarified', 'narrowed', 'widened', 'extended']) p,
       unnest(array['clarified', 'narrowed', 'widened', 'extended', 'expired', 'withdrawn', 'superseded']) n
union all
-- What had run out may be taken up again, or be replaced.
select 'stage', 'expired', n from unnest(array['extended', 'superseded']) n
union all
select 'correspondence', p, n
  from unnest(array['', 'awaiting-response', 'acknowledged', 'clarification-requested', 'by-post', 'meeting-offered',
                    'response-received', 'refused-to-engage', 'referred-elsewhere', 'requires-attention']) p,
       unnest(array['awaiting-response', 'acknowledged', 'clarification-requested', 'by-post', 'meeting-offered',
                    'response-received', 'refused-to-engage', 'referred-elsewhere', 'withdrawn-by-coalition',
                    'requires-attention']) n
 where p <> n
union all
select 'reply', p, n
  from (values ('', 'waiting'), ('waiting', 'accepted'), ('waiting', 'set-aside'), ('waiting', 'published'),
               ('accepted', 'set-aside'), ('accepted', 'published'), ('set-aside', 'accepted')) pairs (p, n)
union all
select 'assessment', p, n
  from (values ('', 'draft'), ('draft', 'sent-for-comment'), ('draft', 'dropped'), ('sent-for-comment', 'draft'),
               ('sent-for-comment', 'published'), ('sent-for-comment', 'dropped')) pairs (p, n);

-- Every status that anything had, in the order of the days on which it had it.
create table responses_status (
  campaign_id uuid not null,
  axis text not null,
  subject_id uuid not null,
  status_number bigint not null,
  status text not null check (status <> ''),
  -- The last day that the date of the event can mean.
  since date not null,
  at timestamptz not null,
  primary key (campaign_id, axis, subject_id, status_number)
);

-- Things are typed in out of order, so each new status is held against both of its neighbors in time.
create function responses_hold_pairs() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.axis || new.subject_id::text, 20));
  if exists (
    select from (
      select status, coalesce(lag(status) over (order by since, status_number), '') as previous
        from responses_status
       where campaign_id = new.campaign_id and axis = new.axis and subject_id = new.subject_id) s
     where not exists (select from responses_transition t
                        where t.axis = new.axis and t.previous = s.previous and t.next = s.status)) then
    raise exception 'this status cannot follow that one' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger responses_status_pairs after insert on responses_status
  for each row execute function responses_hold_pairs();
create function responses_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was so stays written down' using errcode = 'restrict_violation';
end
$$;
create trigger responses_status_final before update or delete on responses_status
  for each row execute function responses_refuse_change();
create trigger responses_status_kept before truncate on responses_status
  for each statement execute function responses_refuse_change();

-- What came in, published or not.
create table responses_reply (
  campaign_id uuid not null,
  reply_id uuid not null,
  recipient_id uuid not null,
  -- By value: deliveries and versions are other rooms'.
  delivery_id uuid,
  version_hash text check (version_hash ~ '^[0-9a-f]{64}$'),
  channel text not null check (channel in ('mail', 'post', 'hand', 'web-form')),
  received_on text not null check (received_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  received_at timestamptz not null,
  -- The address it came from and its subject, as far as there are any.
  sealed bytea,
  author text,
  body text not null,
  -- The message or the scan, byte for byte, among the campaign's files.
  message_hash bytea not null check (length(message_hash) = 32),
  -- Found by its form: what a machine wrote.
  recognized text check (recognized in ('out-of-office', 'bounce')),
  -- Said by a person.
  kind text check (kind in (
    'acknowledgement', 'holding', 'substantive', 'form-reply', 'referral', 'refusal', 'neither-confirm-nor-deny',
    'correction-request', 'legal-threat', 'out-of-office', 'bounce')),
  -- The recipient's domain whose signature the mail bears; absent: nothing proves who wrote it.
  proved_domain text check (proved_domain <> ''),
  -- Its text, its message and what came with it are gone.
  redacted_at timestamptz,
  primary key (campaign_id, reply_id),
  check (redacted_at is null or (body = '' and sealed is null and author is null)),
  -- A mail that is handed in twice is one mail.
  unique (campaign_id, message_hash)
);

create table responses_attachment (
  campaign_id uuid not null,
  reply_id uuid not null,
  position integer not null,
  name text not null,
  media_type text not null check (media_type <> ''),
  size integer not null check (size >= 0),
  file_hash bytea not null check (length(file_hash) = 32),
  primary key (campaign_id, reply_id, position),
  foreign key (campaign_id, reply_id) references responses_reply (campaign_id, reply_id)
);

-- By what is judged. A version never changes.
create table responses_rubric (
  campaign_id uuid not null,
  name text not null check (name <> ''),
  version integer not null check (version >= 1),
  body text not null check (body <> ''),
  since timestamptz not null,
  primary key (campaign_id, name, version)
);
create trigger responses_rubric_final before update or delete on responses_rubric
  for each row execute function responses_refuse_change();

-- A judgment from its draft on. What strangers see of it is its event.
create table responses_assessment (
  campaign_id uuid not null,
  assessment_id uuid not null,
  recipient_id uuid not null,
  rubric_name text not null,
  rubric_version integer not null,
  value text not null check (value in (
    'not-yet-rated', 'in-the-works', 'stalled', 'partly-kept', 'kept', 'broken', 'uncheckable', 'not-applicable')),
  reason text not null,
  -- What is judged, and the evidence for and against.
  content jsonb not null,
  drafted_by uuid,
  drafted_at timestamptz not null,
  second_reader uuid,
  read_at timestamptz,
  asked_on text check (asked_on ~ '^\d{4}-\d{2}-\d{2}$'),
  comment_until text check (comment_until ~ '^\d{4}-\d{2}-\d{2}$'),
  primary key (campaign_id, assessment_id),
  foreign key (campaign_id, rubric_name, rubric_version)
    references responses_rubric (campaign_id, name, version),
  check (value <> 'broken' or reason <> ''),
  check ((second_reader is null) = (read_at is null)),
  check (second_reader <> drafted_by),
  check ((asked_on is null) = (comment_until is null))
);

-- What the recipient says of a judgment before it is published. Never changed; the last one is printed.
create table responses_comment (
  campaign_id uuid not null,
  comment_id uuid not null,
  assessment_id uuid not null,
  body text not null check (body <> ''),
  commented_at timestamptz not null,
  primary key (campaign_id, comment_id),
  foreign key (campaign_id, assessment_id) references responses_assessment (campaign_id, assessment_id)
);
create index responses_comment_by_assessment on responses_comment (campaign_id, assessment_id, commented_at);

-- What was told once and is not told again.
create table responses_told (
  campaign_id uuid not null,
  key text not null check (key <> ''),
  told_at timestamptz not null,
  primary key (campaign_id, key)
);
