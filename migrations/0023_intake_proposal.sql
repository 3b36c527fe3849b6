-- room: intake   breaking: no
-- why: what was read of somebody's files waits until a person has decided, and a closed tab must lose nothing of it.

-- Deleted 14 days after it was read, accepted or not. Mail addresses are taken out before it is kept.
create table intake_proposal (
  campaign_id uuid not null,
  proposal_id uuid not null,
  -- The letter whose list it shall join; none: it becomes letters of its own.
  letter_id uuid,
  read_at timestamptz not null,
  read_by uuid,
  -- Names and hashes of the files, their lines, and what they were taken for.
  content jsonb not null,
  accepted_at timestamptz,
  -- What became of it: letters, and every name that was merged or refused.
  outcome jsonb,
  primary key (campaign_id, proposal_id),
  check ((accepted_at is null) = (outcome is null))
);
create index intake_proposal_by_age on intake_proposal (read_at);

-- What people decided about it, in order. The last one can be taken back.
create table intake_decision (
  campaign_id uuid not null,
  proposal_id uuid not null,
  number integer not null check (number >= 1),
  decided_at timestamptz not null,
  decided_by uuid,
  act jsonb not null,
  primary key (campaign_id, proposal_id, number),
  foreign key (campaign_id, proposal_id) references intake_proposal on delete cascade
);
