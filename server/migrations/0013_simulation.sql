-- Past days replayed under a draft.

create index events_opened on events (site_id, at, case_id) where seq = 1;

create table what_if_runs (
  site_id int not null,
  id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  title text not null,
  source text not null,
  publication_id uuid,
  base_id uuid references standard_versions,
  from_at timestamptz not null,
  until_at timestamptz not null,
  state text not null,
  total int not null,
  done int not null,
  events int not null,
  changed int not null,
  cursor_at timestamptz,
  cursor_case uuid,
  rules jsonb not null,
  finished_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, publication_id) references publications
);
comment on table what_if_runs is 'Past days replayed under a draft: how far it is, and what came of it; forgotten after a month';
comment on column what_if_runs.base_id is 'version in force that it is weighed against; null where the site had none';
comment on column what_if_runs.state is 'waiting, running, done, cancelled';
comment on column what_if_runs.total is 'cases that opened in the period';
comment on column what_if_runs.cursor_at is 'with cursor_case: the last case that was replayed, by the instant at which it opened';
comment on column what_if_runs.rules is 'per rule: figures under both, what it costs those who wait, how many verdicts change';
create index what_if_runs_newest on what_if_runs (site_id, created_at desc, id desc);
create unique index what_if_runs_open on what_if_runs (site_id, created_by) where state in ('waiting', 'running');

create table what_if_changes (
  site_id int not null,
  run_id uuid not null,
  rule_id text not null,
  n int not null,
  case_id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  root_kind text not null,
  root_id uuid not null,
  period int not null,
  verdict_before text,
  verdict_after text,
  due_before timestamptz,
  due_after timestamptz,
  department_before text,
  department_after text,
  primary key (site_id, run_id, rule_id, n),
  foreign key (site_id, run_id) references what_if_runs on delete cascade
);
comment on table what_if_changes is 'Subjects whose verdict would differ: the first of each rule, so many that a person may look through them';
