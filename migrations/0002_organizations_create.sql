-- room: organizations   breaking: no
-- why: organizations have one canonical name and stand on printed lists as each list spells and orders them.
create table organizations_organization (
  campaign_id uuid not null,
  organization_id uuid not null,
  slug text not null check (slug <> ''),
  name text not null check (name <> ''),
  -- The name without case, spacing, punctuation and legal form: finds candidates; two bodies may share it.
  strict_key text not null,
  sort_key text,
  primary key (campaign_id, organization_id),
  unique (campaign_id, slug)
);
create index organizations_organization_by_key on organizations_organization (campaign_id, strict_key);

create table organizations_alias (
  campaign_id uuid not null,
  organization_id uuid not null,
  name text not null check (name <> ''),
  primary key (campaign_id, organization_id, name),
  foreign key (campaign_id, organization_id) references organizations_organization (campaign_id, organization_id)
);

create table organizations_list (
  campaign_id uuid not null,
  letter_id uuid not null,
  ordering text not null check (ordering in ('as-printed', 'alphabetical')),
  articles text not null check (articles in ('kept', 'skipped')),
  primary key (campaign_id, letter_id)
);

create table organizations_sign_on (
  campaign_id uuid not null,
  sign_on_id uuid not null,
  letter_id uuid not null,
  position integer not null,
  kind text not null check (kind in ('organization', 'person')),
  organization_id uuid,
  name text not null check (name <> ''),
  -- How the letterhead and the signature block of this letter spell it, where that differs.
  letterhead_name text,
  signature_name text,
  lead_position integer,
  title text,
  affiliation text,
  representative text,
  group_name text,
  country text,
  note text,
  primary key (campaign_id, sign_on_id),
  unique (campaign_id, letter_id, position),
  foreign key (campaign_id, organization_id) references organizations_organization (campaign_id, organization_id),
  check ((kind = 'organization') = (organization_id is not null))
);

create table organizations_sign_on_edition (
  campaign_id uuid not null,
  edition_id uuid not null,
  sign_on_id uuid not null,
  primary key (campaign_id, edition_id, sign_on_id),
  foreign key (campaign_id, sign_on_id) references organizations_sign_on (campaign_id, sign_on_id)
);
