-- room: signatures   breaking: no
-- why: the review and the retention clock remember how far they came, whichever of several processes runs them next.
-- A cluster that is worth a look and nobody is held for is kept as well, so that a person can hold it.
alter table signatures_review drop constraint signatures_review_act_check;
alter table signatures_review
  add constraint signatures_review_act_check check (act in ('flag', 'hold', 'free', 'inv', 'uninv'));

-- Reviews one after the other, whatever clocks said: the last one about a leaf holds. Also what people call a review.
alter table signatures_review add column number integer not null check (number >= 1);
alter table signatures_review add constraint signatures_review_number unique (campaign_id, number);

create table signatures_watch (
  campaign_id uuid primary key references signatures_settings (campaign_id),
  -- The first leaf index not yet looked at.
  looked_to bigint not null default 0 check (looked_to >= 0),
  looked_at timestamptz not null,
  -- Below this leaf index no signals are kept any more.
  signals_from bigint not null default 0 check (signals_from >= 0)
);

-- One row. A clock that jumped must not make everything old at once: after a gap it is watched before it is trusted.
create table signatures_retention (
  only_row boolean primary key default true check (only_row),
  -- The latest time that the clock showed.
  seen_at timestamptz not null,
  -- Seconds that the clock ran evenly since it was doubted; absent while it is trusted.
  watched_seconds integer check (watched_seconds >= 0)
);
create index signatures_signature_ended on signatures_signature (ended_at) where status = 'withdrawn';
-- Days come in order, so that a few pages say where the old ones are.
create index signatures_mailed_by_day on signatures_mailed using brin (day);
