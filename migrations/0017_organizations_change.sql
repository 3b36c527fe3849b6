-- room: organizations   breaking: no
-- why: pages of organizers are made of hundreds of lines each; kept in memory they are of use only to who knows whether anything changed since.
create table organizations_change (
  campaign_id uuid not null,
  -- Made here, since the change is noted by the database itself, so that nothing that writes can forget it.
  mark uuid not null default gen_random_uuid(),
  primary key (campaign_id, mark)
);

-- Each transaction adds a row of its own: a number that is counted up would have writers wait for each other.
create function organizations_note_change() returns trigger language plpgsql as $$
declare
  campaign uuid;
begin
  for campaign in select distinct campaign_id from changed loop
    if current_setting('undersigned.noted_change', true) is distinct from campaign::text then
      insert into organizations_change (campaign_id) values (campaign);
      perform set_config('undersigned.noted_change', campaign::text, true);
    end if;
  end loop;
  return null;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['organization', 'alias', 'list', 'sign_on', 'sign_on_edition', 'challenge', 'evidence',
                              'ask', 'wish', 'representative', 'consent', 'leaf', 'settled', 'home', 'home_answer',
                              'group', 'final', 'final_line', 'settled_doubt', 'endorsement'] loop
    execute format('create trigger organizations_%1$s_added after insert on organizations_%1$s
                    referencing new table as changed for each statement execute function organizations_note_change()', name);
    execute format('create trigger organizations_%1$s_altered after update on organizations_%1$s
                    referencing new table as changed for each statement execute function organizations_note_change()', name);
    execute format('create trigger organizations_%1$s_removed after delete on organizations_%1$s
                    referencing old table as changed for each statement execute function organizations_note_change()', name);
  end loop;
end
$$;
