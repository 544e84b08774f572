-- Outages, pressure reductions and bulletins.

create table notices (
  site_id int not null,
  id uuid not null,
  number text not null,
  kind text not null,
  state text not null,
  title text not null,
  reason text,
  source text not null,
  planned boolean not null,
  places text[] not null,
  areas text[] not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  received_at timestamptz not null,
  received_by uuid,
  published_at timestamptz,
  published_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  version int not null,
  primary key (site_id, id),
  unique (site_id, number)
);
comment on table notices is 'What a department reported and the site told its agents; the id is the id of its case too';
comment on column notices.state is 'draft, published, ended';
comment on column notices.source is 'department that reported it';
comment on column notices.places is 'streets, estates, buildings; an address that contains one is covered';
comment on column notices.areas is 'areas whose premises are covered';
comment on column notices.ends_at is 'expected end; a notice stays in force after it until somebody ends it';
create index notices_newest on notices (site_id, received_at desc, id desc);
create index notices_in_force on notices (site_id, starts_at) where state = 'published';
