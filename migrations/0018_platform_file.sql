-- room: platform   breaking: no
-- why: what was delivered, answered and captured is kept as the bytes it was, in the transaction that speaks of it.
create table platform_file (
  campaign_id uuid not null,
  -- SHA-256 of the bytes.
  file_hash bytea not null check (octet_length(file_hash) = 32),
  media_type text not null check (media_type <> ''),
  size integer not null check (size >= 0),
  bytes bytea not null,
  primary key (campaign_id, file_hash)
);
-- Files are read in parts and most are packed already: kept plain, a part is found without reading the rest.
alter table platform_file alter column bytes set storage external;
