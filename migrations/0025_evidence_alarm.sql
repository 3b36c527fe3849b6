-- room: evidence   breaking: no
-- why: the rooms that tell organizers what waits count, beside what is theirs, the sources whose words are gone or changed.

-- Sources of which the last look says that a person has to look (`isAlarm` says the same in code), and since when: that a
-- server did not answer in between neither ends an alarm nor begins another.
create view evidence_alarm_public as
select last.campaign_id, last.source_id, last.lost_quotes,
       (select min(alarm.checked_at)
          from evidence_check alarm
         where (alarm.campaign_id, alarm.source_id) = (last.campaign_id, last.source_id)
           and alarm.outcome in ('changed-without-quote', 'gone', 'soft-404')
           and alarm.checked_at > coalesce(
             (select max(quiet.checked_at)
                from evidence_check quiet
               where (quiet.campaign_id, quiet.source_id) = (last.campaign_id, last.source_id)
                 and quiet.outcome in ('same', 'redirected-same-text', 'changed-with-quote')),
             '-infinity')) as since
  from (select distinct on (campaign_id, source_id) campaign_id, source_id, outcome, lost_quotes
          from evidence_check
         order by campaign_id, source_id, checked_at desc, check_id desc) last
 where last.outcome in ('changed-without-quote', 'gone', 'soft-404');
