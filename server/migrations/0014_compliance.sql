-- Figures of a period read all rules of a site at once: by when clocks started and when gates were asked.

create index clocks_started on clocks (site_id, started_at);
create index findings_gate on findings (site_id, at) where clock_id is null;
create index events_passed on events (site_id, at) where passed is not null;
