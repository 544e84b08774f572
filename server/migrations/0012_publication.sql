-- How a version of the standard comes about: its draft, the texts that were submitted, what was said of them.

create table standard_drafts (
  site_id int primary key,
  source text not null,
  version int not null,
  saved_at timestamptz not null,
  saved_by uuid
);
comment on table standard_drafts is 'The one draft of a site that people work on';

create table publications (
  site_id int not null,
  id uuid not null,
  base_id uuid not null references standard_versions,
  title text not null,
  source text not null,
  note text,
  trial boolean not null,
  approval_id uuid not null,
  override_reason text,
  override_violations jsonb,
  differences jsonb not null,
  submitted_by uuid,
  submitted_roles text[] not null,
  submitted_at timestamptz not null,
  state text not null,
  decided_at timestamptz,
  decided_by uuid,
  version_id uuid references standard_versions,
  primary key (site_id, id)
);
comment on table publications is 'Texts that were submitted to be published where the standard asks for consent first; the text never changes';
comment on column publications.base_id is 'version in force when it was submitted: it is compared with this one, and its rules say who consents';
comment on column publications.approval_id is 'the approval that was asked for it';
comment on column publications.override_reason is 'why it is to pass although the standard in force refuses it';
comment on column publications.override_violations is 'what refused it when it was submitted: those who consent see it, and only this passes';
comment on column publications.differences is 'where its words and rules differ, each with the reason of whoever submitted it';
comment on column publications.state is 'waiting, published, refused, withdrawn, or overtaken by another version';
comment on column publications.version_id is 'the version that it became';
create unique index publications_waiting on publications (site_id) where state = 'waiting';
create index publications_newest on publications (site_id, submitted_at desc, id desc);
create unique index publications_version on publications (version_id) where version_id is not null;

create table accepted_differences (
  site_id int not null,
  version_id uuid not null references standard_versions,
  place int not null,
  difference jsonb not null,
  primary key (site_id, version_id, place)
);
comment on table accepted_differences is 'Where words and rules of a published version differ, each with the reason for publishing it so';
comment on column accepted_differences.place is 'order in the text, from 0';
comment on column accepted_differences.difference is 'rule, kind of difference, line, sentence, what differs in words, reason';
