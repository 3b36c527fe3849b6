-- room: letters   breaking: no
-- why: a version is declared in the public log when strangers may read its letter, not when it is frozen: a draft's leaf would tell of it.
create table letters_logged_version (
  campaign_id uuid not null,
  edition_id uuid not null,
  number integer not null,
  primary key (campaign_id, edition_id, number),
  foreign key (campaign_id, edition_id, number) references letters_version (campaign_id, edition_id, number)
);
