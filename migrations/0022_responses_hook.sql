-- room: responses   breaking: no
-- why: whoever builds on a campaign's record wants to be told of a change, and told again after they were away.

-- Where every public event is posted to. What signs the posts is made of the server's keys and the hook's id: it stands nowhere here.
create table responses_hook (
  campaign_id uuid not null,
  hook_id uuid not null,
  url text not null check (url ~ '^https://' and length(url) <= 500),
  added_at timestamptz not null,
  added_by uuid,
  -- The number of the last event that its receiver took, or that was there before the hook: it is told what comes after.
  told_number bigint not null check (told_number >= 0),
  -- Posts that failed one after the other, and when the next may go; while one is under way, when it counts as lost.
  failures integer not null default 0 check (failures >= 0),
  next_at timestamptz not null,
  last_at timestamptz,
  last_outcome text check (last_outcome in ('taken', 'refused', 'unreachable', 'not-public')),
  -- The HTTP status of the last answer, if there was one.
  last_status integer check (last_status between 100 and 999),
  stopped_at timestamptz,
  primary key (campaign_id, hook_id),
  unique (campaign_id, url),
  check ((last_at is null) = (last_outcome is null)),
  check (last_status is null or last_outcome is not null),
  check (stopped_at is null or failures > 0)
);
create index responses_hook_due on responses_hook (next_at) where stopped_at is null;
