-- The bell of each person.

create table notifications (
  site_id int not null,
  id uuid not null,
  person_id uuid not null,
  why text not null,
  at timestamptz not null,
  read_at timestamptz,
  params jsonb not null,
  clause jsonb,
  case_id uuid,
  subject_kind text,
  subject_id text,
  root_kind text,
  root_id uuid,
  clock_id uuid,
  primary key (site_id, id)
);
comment on table notifications is 'Messages to members of staff, one row a person';
comment on column notifications.params is 'what its title is made of, in the language of whoever reads it';
comment on column notifications.clause is 'number, title and anchor of the clause that asked for it';
create index notifications_bell on notifications (site_id, person_id, at desc, id desc);
comment on column notifications.subject_kind is 'what it is about, with subject_id';
comment on column notifications.root_kind is 'the thing that people open for it, with root_id';
create index notifications_unread on notifications (site_id, person_id, root_id) where read_at is null;
