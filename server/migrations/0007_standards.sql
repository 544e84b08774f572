-- The written standard of each site, its calendars, and what follows from them: clocks and findings.

create table standard_versions (
  id uuid primary key,
  site_id int not null,
  number int not null,
  title text not null,
  source text not null,
  inherited jsonb not null,
  calendars jsonb not null,
  trial boolean not null,
  published_at timestamptz not null,
  published_by uuid,
  note text,
  unique (site_id, number)
);
comment on table standard_versions is 'Published standards; immutable. The highest number of a site is in force for cases that open from then on';
comment on column standard_versions.inherited is 'sources of the standards that it extends, as they stood then, by name';
comment on column standard_versions.calendars is 'versions of the calendars that its rules name, as they stood then, by name';
comment on column standard_versions.trial is 'record only: measures, but blocks and alarms nobody';
create function refuse_change_of_standard() returns trigger language plpgsql as $$
begin
  raise exception 'A published standard never changes.' using errcode = 'insufficient_privilege';
end $$;
create trigger standard_versions_fixed before update or delete on standard_versions for each row execute function refuse_change_of_standard();

create trigger standard_versions_never_truncated before truncate on standard_versions for each statement execute function refuse_change_of_standard();

create table calendars (
  site_id int not null,
  name text not null,
  version int not null,
  spec jsonb not null,
  published_at timestamptz not null,
  published_by uuid,
  primary key (site_id, name, version)
);
comment on table calendars is 'Calendars of a site; a new version recomputes running clocks, old ones stay as evidence';
create trigger calendars_only_grow before update or delete on calendars for each row execute function refuse_change();
create trigger calendars_never_truncated before truncate on calendars for each statement execute function refuse_change();

create table clocks (
  site_id int not null,
  id uuid not null,
  case_id uuid not null,
  rule_id text not null,
  rulebook_id uuid not null,
  kind text not null,
  per text not null,
  per_id text,
  root_kind text not null,
  root_id uuid not null,
  answerable_id uuid,
  answerable_department_id uuid,
  refs jsonb not null,
  started_at timestamptz not null,
  started_seq int not null,
  due_at timestamptz not null,
  warn_at timestamptz,
  state text not null,
  breached_at timestamptz,
  settled_at timestamptz,
  settled_seq int,
  superseded_seq int,
  exempted_seq int,
  next_step int not null,
  next_fire_at timestamptz,
  lease_until timestamptz,
  pending text[] not null,
  ends text[] not null,
  pauses jsonb not null,
  period int not null,
  within text not null,
  term_ms bigint not null,
  used_ms bigint not null,
  clause jsonb not null,
  record_only boolean not null,
  evidence jsonb not null,
  primary key (site_id, id)
);
comment on table clocks is 'One row per running promise';
comment on column clocks.per is 'kind of the subject that it is kept for; per_id is null until an event names one';
comment on column clocks.root_kind is 'the thing that people open for its subject, with root_id';
comment on column clocks.answerable_id is 'who answers for it, with the department for which he acts: whose act settled it in time, else who had to act when it passed, while it runs who has to act now';
comment on column clocks.breached_at is 'when due passed in silence or it was settled late';
comment on column clocks.superseded_seq is 'event that came in after the breach and shows that it had been kept: the breach stays, counted apart';
comment on column clocks.exempted_seq is 'event by which two persons exempted the breach: it stays late, counted apart as well';
comment on column clocks.next_fire_at is 'when the worker has to look: reminder, due, escalation';
comment on column clocks.ends is 'event types that settle it';
comment on column clocks.term_ms is 'open time from start to due';
comment on column clocks.used_ms is 'open time used at settlement or at the last pause';
create index clocks_fire on clocks (next_fire_at) where next_fire_at is not null;
create index clocks_case on clocks (site_id, case_id, state, due_at);
create index clocks_open on clocks (site_id, due_at) where state in ('running', 'paused');

create table findings (
  site_id int not null,
  id uuid not null,
  case_id uuid not null,
  seq int not null,
  rule_id text not null,
  rulebook_id uuid not null,
  clock_id uuid,
  subject_kind text not null,
  subject_id text not null,
  root_kind text not null,
  root_id uuid not null,
  answerable_id uuid,
  answerable_department_id uuid,
  verdict text not null,
  at timestamptz not null,
  over_by bigint,
  evidence jsonb not null,
  primary key (site_id, id)
);
comment on table findings is 'Verdicts, append-only: a later one stands beside the earlier one, never over it. What passed a gate or was routed stands in its event';
comment on column findings.answerable_id is 'who answers for it, written down then: of a clock as there, of a gate whoever wanted to act';
comment on column findings.seq is 'event of the case that brought the verdict';
create index findings_case on findings (site_id, case_id);
create trigger findings_never_truncated before truncate on findings for each statement execute function refuse_change();
create trigger findings_only_grow before update or delete on findings for each row execute function refuse_change();
