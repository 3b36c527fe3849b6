-- room: organizations   breaking: no
-- why: an organization is printed only when there is evidence that whoever signs for it may; a fresh challenge binds the evidence to one text.
create table organizations_challenge (
  campaign_id uuid not null,
  challenge_id uuid not null,
  organization_id uuid not null,
  letter_id uuid not null,
  -- The organization's own domain in lower case and A-labels: the proof has to come from it.
  domain text not null check (domain <> ''),
  -- SHA-256 of what is signed.
  text_hash bytea not null check (length(text_hash) = 32),
  -- 128 random bits; no secret: whoever knows them still has to speak from the domain.
  challenge bytea not null check (length(challenge) = 16),
  made_at timestamptz not null,
  ends_at timestamptz not null,
  -- When evidence that counts answered it; a challenge counts once.
  used_at timestamptz,
  primary key (campaign_id, challenge_id),
  foreign key (campaign_id, organization_id) references organizations_organization (campaign_id, organization_id)
);
-- A mail names its challenge and nothing else.
create index organizations_challenge_by_challenge on organizations_challenge (challenge);
create index organizations_challenge_by_organization on organizations_challenge (campaign_id, organization_id, made_at);

create table organizations_evidence (
  campaign_id uuid not null,
  evidence_id uuid not null,
  organization_id uuid not null,
  letter_id uuid not null,
  -- Absent for a call-back, which answers no challenge.
  challenge_id uuid,
  level text not null check (level in ('mail', 'dns', 'file', 'call-back')),
  text_hash bytea not null check (length(text_hash) = 32),
  came_at timestamptz not null,
  -- What the rules made of it.
  verdict text not null check (verdict in ('proved', 'review', 'refused')),
  -- Why it was refused or has to be looked at: words of a closed set with spaces between.
  reasons text not null,
  -- What a person made of it, who and when; only a person lets what is in review count, and anyone may take away what counts.
  judgement text check (judgement in ('accepted', 'declined')),
  judged_by uuid,
  judged_at timestamptz,
  -- What was shown to whoever judged: names, addresses, notes. Goes when the representative is forgotten.
  sealed bytea,
  -- The mail as it came, sealed; its SHA-256 stays.
  raw_sealed bytea,
  raw_hash bytea check (length(raw_hash) = 32),
  forgotten_at timestamptz,
  primary key (campaign_id, evidence_id),
  foreign key (campaign_id, organization_id) references organizations_organization (campaign_id, organization_id),
  foreign key (campaign_id, challenge_id) references organizations_challenge (campaign_id, challenge_id),
  check ((judgement is null) = (judged_at is null)),
  check ((judgement is null) = (judged_by is null)),
  check ((challenge_id is null) = (level = 'call-back')),
  check (verdict <> 'refused' or judgement is distinct from 'accepted'),
  check (forgotten_at is null or (sealed is null and raw_sealed is null))
);
create index organizations_evidence_by_organization
  on organizations_evidence (campaign_id, organization_id, letter_id, came_at);
create index organizations_evidence_by_challenge on organizations_evidence (campaign_id, challenge_id);
create index organizations_evidence_waiting on organizations_evidence (campaign_id, came_at)
  where verdict = 'review' and judgement is null;
