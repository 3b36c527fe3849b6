-- room: signatures   breaking: no
-- why: striking signatures out of the count may take two people and many transactions. What was counted and proposed is
-- kept exactly, and how far a run came outlives the process that does it.

-- What somebody counted and proposed to strike, for another to read and approve.
create table signatures_plan (
  campaign_id uuid not null references signatures_settings (campaign_id),
  plan_id uuid not null,
  letter_id uuid not null,
  -- In words that say the same again; addresses and names stand in it as marks.
  condition text not null check (condition <> ''),
  reason text not null check (reason <> ''),
  -- Only leaves before this one: those that were there when it was counted.
  before_leaf bigint not null check (before_leaf >= 0),
  planned_at timestamptz not null,
  primary key (campaign_id, plan_id)
);

-- A review that is not finished: what is still to be looked at. Taken away when it is done or given up.
create table signatures_run (
  campaign_id uuid not null,
  review_id uuid not null,
  -- Of a condition: where it applies.
  letter_id uuid,
  before_leaf bigint check (before_leaf >= 0),
  -- Of an earlier review: which.
  about_review uuid,
  -- How many it is about, for whoever looks on.
  goal integer not null check (goal >= 0),
  -- The last leaf it looked at.
  after_leaf bigint not null default -1,
  primary key (campaign_id, review_id),
  foreign key (campaign_id, review_id) references signatures_review (campaign_id, review_id),
  check ((letter_id is null) = (before_leaf is null)),
  check ((letter_id is null) <> (about_review is null))
);
