-- room: platform   breaking: no
-- why: a server must notice that its file of keys is not the one its data was sealed with, and not make new keys instead.
create table platform_key (
  -- What the key is for and the beginning of a hash made of it, as identity:0123456789abcdef.
  fingerprint text primary key check (fingerprint <> ''),
  known_from timestamptz not null
);
