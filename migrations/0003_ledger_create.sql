-- room: ledger   breaking: no
-- why: every campaign that gathers signatures has one public log that only ever grows and that anyone can recount.
create table ledger_log (
  campaign_id uuid primary key,
  -- The log's name in its checkpoints; fixed for ever when the log is opened.
  origin text not null unique check (origin <> ''),
  -- Leaves promised so far. Appending locks this row for the length of one batch, so indexes have no gap.
  size bigint not null default 0 check (size >= 0),
  opened_at timestamptz not null
);

-- One row per batch, not per leaf: a rush costs the log one row per commit. Goes when its leaves stand in tiles.
create table ledger_batch (
  campaign_id uuid not null references ledger_log (campaign_id),
  first_index bigint not null check (first_index >= 0),
  leaves integer not null check (leaves > 0),
  -- The leaves as an entry bundle has them: each after its length in two bytes, big-endian.
  entries bytea not null,
  primary key (campaign_id, first_index)
);
-- It lives for a second: squeezing it would cost the log's lock more time than the disk gains.
alter table ledger_batch alter column entries set storage external;

-- Numbers of all leaves promised so far: kept by batch deltas in the transaction that appends, never by counting rows.
create table ledger_count (
  campaign_id uuid not null references ledger_log (campaign_id),
  -- What is counted, in the words of the room that appends.
  subject text not null,
  standing bigint not null,
  withdrawn bigint not null,
  primary key (campaign_id, subject)
);

-- What has been hashed and signed so far; behind ledger_log by at most a second.
create table ledger_tree (
  campaign_id uuid primary key references ledger_log (campaign_id),
  -- Leaves that stand in tiles.
  size bigint not null default 0 check (size >= 0),
  -- The signed note, with our signatures and the witnesses' cosignatures; absent before the first.
  checkpoint text,
  -- The leaves it covers; fewer than stand in tiles while a rush is worked off.
  checkpoint_size bigint check (checkpoint_size between 0 and size),
  -- ledger_count as it was at those leaves: {"subject": [standing, withdrawn]}.
  counts jsonb not null default '{}',
  sealed_at timestamptz,
  -- The newest that enough witnesses cosigned, which receipts carry: in a rush a checkpoint is replaced before they answer.
  cosigned text,
  cosigned_size bigint check (cosigned_size between 0 and size),
  check ((cosigned is null) = (cosigned_size is null)),
  check ((checkpoint is null) = (checkpoint_size is null) and (checkpoint is null) = (sealed_at is null))
);

-- These point at ledger_tree, not at ledger_log: the sealer holds that row anyway, and must not touch the row that appending waits for.
create table ledger_tile (
  campaign_id uuid not null references ledger_tree (campaign_id),
  -- Level of a hash tile, 0 to 63; -1 is an entry bundle.
  level smallint not null check (level between -1 and 63),
  tile_index bigint not null check (tile_index >= 0),
  -- Hashes or entries in it; less than 256 only at the right edge, where it grows.
  width smallint not null check (width between 1 and 256),
  -- Hash tile: the hashes. Entry bundle: gzip of the bundle when full, the bundle itself before.
  bytes bytea not null,
  primary key (campaign_id, level, tile_index)
);
alter table ledger_tile alter column bytes set storage external;

-- How much of the log each witness is known to have seen.
create table ledger_witness (
  campaign_id uuid not null references ledger_tree (campaign_id),
  -- Name and key id of its verifier key.
  witness text not null,
  size bigint not null check (size >= 0),
  seen_at timestamptz not null,
  primary key (campaign_id, witness)
);
