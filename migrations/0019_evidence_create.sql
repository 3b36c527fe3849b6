-- room: evidence   breaking: no
-- why: what letters and assessments rest on changes and disappears; it is kept as the bytes it was, and what was quoted from it is found again in them.
create table evidence_source (
  campaign_id uuid not null,
  source_id uuid not null,
  -- Normalized, without fragment. Absent: there is nothing to ask for (a printed page, a talk).
  url text check (url <> ''),
  title text not null check (title <> ''),
  added_at timestamptz not null,
  -- Absent: the server's command line.
  added_by uuid,
  primary key (campaign_id, source_id),
  unique (campaign_id, url)
);

create table evidence_capture (
  campaign_id uuid not null,
  capture_id uuid not null,
  source_id uuid not null,
  way text not null check (way in ('fetched', 'uploaded')),
  state text not null check (state in ('pending', 'in-progress', 'complete', 'partial', 'failed')),
  -- What the state was before, so that the pair can be checked.
  previous_state text check (previous_state in ('pending', 'in-progress', 'complete', 'partial', 'failed')),
  asked_at timestamptz not null,
  asked_by uuid,
  -- When an uploaded file was saved, as its organizer says.
  captured_on date,
  -- When the bytes were fetched or taken in.
  captured_at timestamptz,
  final_url text,
  -- Of HTTP; absent for an upload.
  status smallint check (status between 100 and 599),
  media_type text,
  -- SHA-256 of the page itself, as sent and without transfer coding.
  payload_hash bytea check (octet_length(payload_hash) = 32),
  -- The packed archive, a kept file.
  wacz_hash bytea check (octet_length(wacz_hash) = 32),
  wacz_size integer check (wacz_size > 0),
  -- The text that can be quoted, a kept file. Absent: none can be read in it.
  text_hash bytea check (octet_length(text_hash) = 32),
  -- The page as it is replayed, a kept file, and the number of the rules by which it was rewritten: made where strangers'
  -- pages are read, and made anew for visitors only when the rules are others.
  prepared_hash bytea check (octet_length(prepared_hash) = 32),
  prepared_by smallint,
  -- Images and style sheets of the page that could not be had.
  missing smallint not null default 0 check (missing >= 0),
  trouble text check (trouble in ('refused', 'no-such-name', 'no-connection', 'bad-certificate', 'broken', 'too-slow', 'too-long', 'too-many-redirects', 'error-status', 'gave-up')),
  -- An RFC 3161 token of the archive's hash, a kept file, and the moment it states.
  timestamp_hash bytea check (octet_length(timestamp_hash) = 32),
  timestamped_at timestamptz,
  -- Its bytes were taken away; that there was a capture, and its hashes, stay.
  removed_at timestamptz,
  removed_by uuid,
  removed_reason text check (removed_reason in ('personal-data', 'court-order', 'rights-of-others', 'mistake')),
  primary key (campaign_id, capture_id),
  foreign key (campaign_id, source_id) references evidence_source (campaign_id, source_id),
  check (coalesce(previous_state, '') || '>' || state in (
    '>pending', '>complete', 'pending>in-progress', 'in-progress>in-progress',
    'in-progress>complete', 'in-progress>partial', 'in-progress>failed')),
  check ((state in ('complete', 'partial')) = (wacz_hash is not null)),
  check ((wacz_hash is null) = (captured_at is null)),
  check ((wacz_hash is null) = (payload_hash is null)),
  check ((wacz_hash is null) = (wacz_size is null)),
  check ((prepared_hash is null) = (prepared_by is null)),
  check ((state = 'failed') = (trouble is not null)),
  check ((timestamp_hash is null) = (timestamped_at is null)),
  check ((removed_at is null) = (removed_reason is null))
);
create index evidence_capture_by_source on evidence_capture (campaign_id, source_id, captured_at);
-- The work queue.
create index evidence_capture_to_do on evidence_capture (campaign_id, asked_at) where state in ('pending', 'in-progress');

-- W3C TextQuoteSelector and TextPositionSelector into the text of a capture; positions count code points from 0.
create table evidence_quote (
  campaign_id uuid not null,
  quote_id uuid not null,
  capture_id uuid not null,
  exact text not null check (exact <> ''),
  prefix text not null,
  suffix text not null,
  start_at integer not null check (start_at >= 0),
  end_at integer not null check (end_at > start_at),
  quoted_at timestamptz not null,
  quoted_by uuid,
  primary key (campaign_id, quote_id),
  unique (campaign_id, capture_id, start_at, end_at),
  foreign key (campaign_id, capture_id) references evidence_capture (campaign_id, capture_id)
);

-- What a source looked like when it was looked at again.
create table evidence_check (
  campaign_id uuid not null,
  check_id uuid not null,
  source_id uuid not null,
  -- The capture it was compared with.
  capture_id uuid not null,
  checked_at timestamptz not null,
  checked_by uuid,
  outcome text not null check (outcome in ('same', 'redirected-same-text', 'changed-with-quote', 'changed-without-quote', 'gone', 'unreachable', 'soft-404')),
  final_url text,
  status smallint,
  -- Quotations that it no longer holds.
  lost_quotes uuid[] not null,
  primary key (campaign_id, check_id),
  foreign key (campaign_id, source_id) references evidence_source (campaign_id, source_id),
  foreign key (campaign_id, capture_id) references evidence_capture (campaign_id, capture_id)
);
create index evidence_check_by_source on evidence_check (campaign_id, source_id, checked_at);

-- A citation of a letter whose target was lost, given a source by a person.
create table evidence_attachment (
  campaign_id uuid not null,
  -- SHA-256 of the words and the sentence: texts can be longer than a key may be.
  place_hash bytea not null check (octet_length(place_hash) = 32),
  text text not null check (text <> ''),
  sentence text not null,
  source_id uuid not null,
  attached_at timestamptz not null,
  attached_by uuid,
  primary key (campaign_id, place_hash),
  foreign key (campaign_id, source_id) references evidence_source (campaign_id, source_id)
);
