-- room: responses   breaking: no
-- why: organizers are told once of each thing that waits, and of what comes together in one mail: it has to find again of what it tells.

-- With what else it was told; absent where it was told alone.
alter table responses_told add column round_id uuid;
create index responses_told_by_round on responses_told (campaign_id, round_id) where round_id is not null;
