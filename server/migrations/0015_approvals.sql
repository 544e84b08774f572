-- Approvals: somebody asks, those whose consent the rules want grant or refuse it, step by step.

create table approvals (
  site_id int not null,
  id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  case_id uuid not null,
  title text not null,
  requested_by uuid,
  requester_roles text[] not null,
  requested_at timestamptz not null,
  state text not null,
  decided_at timestamptz,
  decided_by uuid,
  reminded_at timestamptz,
  primary key (site_id, id)
);
comment on table approvals is 'What somebody asked consent for: one subject, by one person';
comment on column approvals.requester_roles is 'roles that whoever asked held then';
comment on column approvals.state is 'waiting, granted, refused, withdrawn, or ended because the question no longer stands';
comment on column approvals.reminded_at is 'when those who are asked were last reminded by hand';
create index approvals_subject on approvals (site_id, subject_kind, subject_id, requested_at);
create unique index approvals_waiting on approvals (site_id, subject_kind, subject_id) where state = 'waiting';

create table approval_steps (
  site_id int not null,
  approval_id uuid not null,
  n int not null,
  rule_id text not null,
  clause jsonb not null,
  roles text[] not null,
  mode text not null,
  delegable boolean not null,
  state text not null,
  due_at timestamptz,
  late boolean not null,
  given_by uuid[] not null,
  escalated_at timestamptz,
  primary key (site_id, approval_id, n),
  foreign key (site_id, approval_id) references approvals
);
comment on table approval_steps is 'Where each step stands since the last answer';
comment on column approval_steps.mode is 'all: one of each role; any: one of them';
comment on column approval_steps.delegable is 'whether who is asked may let somebody else answer';
comment on column approval_steps.state is 'later, waiting, given, refused';
comment on column approval_steps.escalated_at is 'when its time ran out in silence; a time-out grants nothing';
create index approval_steps_waiting on approval_steps (site_id, approval_id) where state = 'waiting';

create table approval_answers (
  site_id int not null,
  approval_id uuid not null,
  person_id uuid not null,
  behalf_of uuid,
  roles text[] not null,
  given boolean not null,
  by_asking boolean not null,
  reason text,
  at timestamptz not null,
  primary key (site_id, approval_id, person_id),
  foreign key (site_id, approval_id) references approvals
);
comment on table approval_answers is 'What those who were asked said: each person once';
comment on column approval_answers.behalf_of is 'who gave this person his say';
comment on column approval_answers.roles is 'roles that the person answered with';
comment on column approval_answers.by_asking is 'whoever asks and could consent himself has consented by asking';

create table approval_delegations (
  site_id int not null,
  approval_id uuid not null,
  from_person uuid not null,
  to_person uuid not null,
  roles text[] not null,
  at timestamptz not null,
  primary key (site_id, approval_id, from_person),
  foreign key (site_id, approval_id) references approvals
);
comment on table approval_delegations is 'Who gave his say to whom, for one approval';
