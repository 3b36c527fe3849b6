-- room: responses   breaking: no
-- why: what is taken down is gone for good, so one organizer proposes it with its reason and another confirms exactly that.

-- Proposals that wait. A row goes when its entry is taken down, or when somebody says no; the trail keeps that it was there.
create table responses_redaction (
  campaign_id uuid not null,
  event_id uuid not null,
  -- What everybody will be told; nobody is told before.
  reason text not null check (reason <> ''),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  primary key (campaign_id, event_id),
  foreign key (campaign_id, event_id) references responses_event (campaign_id, event_id)
);
