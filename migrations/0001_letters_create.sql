-- room: letters   breaking: no
-- why: a campaign owns letters and recipients; a letter becomes one edition per recipient; what was frozen never changes.
create table letters_campaign (
  campaign_id uuid primary key,
  slug text not null unique check (slug <> ''),
  title text not null check (title <> ''),
  summary text not null default '',
  language text not null,
  time_zone text not null,
  lead_organization text,
  -- Grows with every change of a public fact; stored pages are judged by it.
  revision integer not null default 1,
  created_at timestamptz not null
);

create table letters_recipient (
  campaign_id uuid not null references letters_campaign (campaign_id),
  recipient_id uuid not null,
  slug text not null check (slug <> ''),
  name text not null check (name <> ''),
  full_name text,
  position integer not null,
  primary key (campaign_id, recipient_id),
  unique (campaign_id, slug)
);

create table letters_letter (
  campaign_id uuid not null references letters_campaign (campaign_id),
  letter_id uuid not null,
  slug text not null check (slug <> ''),
  title text not null check (title <> ''),
  language text not null,
  -- The author's own bytes: Markdown with directives; editions are derived from it.
  source text not null,
  state text not null check (state in ('draft', 'private', 'embargoed', 'published', 'closed')),
  embargo_until timestamptz,
  closed_at timestamptz,
  follows_letter_id uuid,
  position integer not null,
  created_at timestamptz not null,
  primary key (campaign_id, letter_id),
  unique (campaign_id, slug),
  foreign key (campaign_id, follows_letter_id) references letters_letter (campaign_id, letter_id),
  check ((state = 'embargoed') = (embargo_until is not null)),
  check ((state = 'closed') = (closed_at is not null))
);

create table letters_edition (
  campaign_id uuid not null,
  edition_id uuid not null,
  letter_id uuid not null,
  recipient_id uuid not null,
  slug text not null check (slug <> ''),
  language text not null,
  printed_title text,
  -- YYYY[-MM[-DD]], as exact as it is known; absent where the letter prints none.
  printed_date text check (printed_date ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  salutation text,
  closing text,
  position integer not null,
  primary key (campaign_id, edition_id),
  unique (campaign_id, letter_id, slug),
  unique (campaign_id, letter_id, recipient_id, language),
  foreign key (campaign_id, letter_id) references letters_letter (campaign_id, letter_id),
  foreign key (campaign_id, recipient_id) references letters_recipient (campaign_id, recipient_id)
);

create table letters_addressee (
  campaign_id uuid not null,
  edition_id uuid not null,
  is_copy boolean not null,
  position integer not null,
  name text,
  title text,
  organization text,
  primary key (campaign_id, edition_id, is_copy, position),
  foreign key (campaign_id, edition_id) references letters_edition (campaign_id, edition_id),
  check (coalesce(name, title, organization) is not null)
);

create table letters_version (
  campaign_id uuid not null,
  edition_id uuid not null,
  number integer not null check (number >= 1),
  version_hash text not null check (version_hash ~ '^[0-9a-f]{64}$'),
  canonical_text text not null,
  frozen_at timestamptz not null,
  primary key (campaign_id, edition_id, number),
  unique (campaign_id, edition_id, version_hash),
  foreign key (campaign_id, edition_id) references letters_edition (campaign_id, edition_id)
);
create index letters_version_by_hash on letters_version (version_hash);

create table letters_demand (
  campaign_id uuid not null,
  edition_id uuid not null,
  number integer not null,
  position integer not null,
  -- The same demand may stand in several editions under the same slug.
  slug text not null,
  wording text not null,
  primary key (campaign_id, edition_id, number, position),
  foreign key (campaign_id, edition_id, number) references letters_version (campaign_id, edition_id, number)
);

create function letters_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a frozen version never changes' using errcode = 'restrict_violation';
end
$$;
create trigger letters_version_frozen before update or delete on letters_version
  for each row execute function letters_refuse_change();
create trigger letters_version_kept before truncate on letters_version
  for each statement execute function letters_refuse_change();
create trigger letters_demand_frozen before update or delete on letters_demand
  for each row execute function letters_refuse_change();
create trigger letters_demand_kept before truncate on letters_demand
  for each statement execute function letters_refuse_change();
