-- room: ledger   breaking: no
-- why: organizers see how a letter grows day by day; asking a hundred thousand leaves for their days would be slow for one picture.
create table ledger_day (
  campaign_id uuid not null references ledger_tree (campaign_id),
  -- A day of coordinated universal time.
  day date not null,
  -- The numbers as of the last checkpoint of that day, as in ledger_tree.
  counts jsonb not null,
  primary key (campaign_id, day)
);
