-- The floor that every module stands on: cases, events, words, stream, jobs, serials, idempotency.
-- Business instants are parameters of the statements; nothing here takes the clock of the database.

create table cases (
  site_id int not null,
  id uuid not null,
  kind text not null,
  seq int not null,
  head text not null,
  last_at timestamptz not null,
  facts jsonb not null,
  counts jsonb not null,
  rulebook_id uuid,
  next_due_at timestamptz,
  salt text not null,
  primary key (site_id, id)
);
comment on table cases is 'Unit of order: whoever acts on a matter holds its row';
comment on column cases.kind is 'matter, account, notice, standard';
comment on column cases.seq is 'number of the last event';
comment on column cases.head is 'hash of the last event, hex';
comment on column cases.facts is 'facts of all subjects, merged over the events';
comment on column cases.counts is 'what limit rules counted';
comment on column cases.rulebook_id is 'version of the standard that was in force when the case opened';
comment on column cases.next_due_at is 'earliest due of its running clocks';
comment on column cases.salt is 'goes into the hashes of the rows that its events cover, so that nobody can try out what they hold; another one after an erasure';
create index cases_next_due on cases (site_id, next_due_at) where next_due_at is not null;

create table events (
  site_id int not null,
  case_id uuid not null,
  seq int not null,
  type text not null,
  version smallint not null,
  subject_kind text not null,
  subject_id text not null,
  refs jsonb not null,
  facts jsonb not null,
  detail jsonb not null,
  hashes jsonb not null,
  actor_kind text not null check (actor_kind in ('staff', 'customer', 'service', 'exchange', 'system', 'nobody')),
  actor_id uuid,
  source text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  rulebook_id uuid,
  passed jsonb,
  covers jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (site_id, case_id, seq)
);
comment on table events is 'The ledger: append-only, one hash chain per case, no personal values';
comment on column events.facts is 'facts that the subject has now: what this event changed';
comment on column events.hashes is 'salted hashes of words that lie in event_values';
comment on column events.actor_kind is 'what kind of principal acted; nobody before a sign-in';
comment on column events.actor_id is 'person, customer, token of a service or adapter, after its kind; null for the system and for nobody';
comment on column events.at is 'when it happened; decides verdicts';
comment on column events.recorded_at is 'when the server wrote it';
comment on column events.rulebook_id is 'version of the standard that it was observed under';
comment on column events.passed is 'rules that let it pass or routed it: rule, verdict, root, department for which the actor acted, what was read; null when there are none';
comment on column events.covers is 'hash of each row that its transaction wrote for the case, by table and key: clocks, findings, the case itself, what modules cover';
comment on column events.hash is 'over every column of the row but this one';
create index events_at on events (site_id, type, at);

create table event_values (
  site_id int not null,
  case_id uuid not null,
  seq int not null,
  name text not null,
  salt text,
  value text,
  erased_at timestamptz,
  primary key (site_id, case_id, seq, name)
);
comment on table event_values is 'Words of people, erasable: the event keeps a salted hash, so the chain still verifies';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger only grows: % on % is refused.', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger events_only_grow before update or delete on events for each row execute function refuse_change();
create trigger event_values_stay before delete on event_values for each row execute function refuse_change();
create trigger event_values_never_truncated before truncate on event_values for each statement execute function refuse_change();
create trigger events_never_truncated before truncate on events for each statement execute function refuse_change();

create table seals (
  number bigint primary key,
  sealed_at timestamptz not null,
  from_position bigint not null,
  to_position bigint not null,
  cases int not null,
  events bigint not null,
  root text not null,
  prev text not null,
  public_key text not null,
  signature text not null
);
comment on table seals is 'Periodic signed seals over the heads of all cases that changed since the one before';
comment on column seals.events is 'events sealed so far, this seal included';
comment on column seals.public_key is 'whoever verifies believes the key that is pinned outside, not this one';
comment on column seals.root is 'hash over the list in sealed_cases';
comment on column seals.prev is 'hash of the seal before';
create table sealed_cases (
  number bigint not null references seals,
  site_id int not null,
  case_id uuid not null,
  seq int not null,
  head text not null,
  primary key (number, site_id, case_id)
);
comment on table sealed_cases is 'Where each chain stood when it was sealed: an event that is gone or changed no longer fits';
create index sealed_cases_case on sealed_cases (site_id, case_id);
create table seal_keys (
  public_key text primary key,
  follows text not null,
  changed_at timestamptz not null,
  signature text not null
);
comment on table seal_keys is 'Changes of the key that seals: each new one is signed by the one before';
create trigger seal_keys_only_grow before update or delete on seal_keys for each row execute function refuse_change();
create trigger seal_keys_never_truncated before truncate on seal_keys for each statement execute function refuse_change();
create trigger seals_never_truncated before truncate on seals for each statement execute function refuse_change();
create trigger sealed_cases_never_truncated before truncate on sealed_cases for each statement execute function refuse_change();
create trigger seals_only_grow before update or delete on seals for each row execute function refuse_change();
create trigger sealed_cases_only_grow before update or delete on sealed_cases for each row execute function refuse_change();

create table outbox (
  id bigint generated always as identity primary key,
  site_id int not null,
  type text not null,
  refs jsonb not null,
  persons uuid[],
  hash text,
  former jsonb,
  subject_kind text,
  subject_id uuid,
  root_kind text,
  root_id uuid
);
comment on table outbox is 'What committed and has not been put in order yet';
comment on column outbox.former is 'whose it was before, where the event took it from somebody';

create table stream (
  position bigint primary key,
  site_id int not null,
  type text not null,
  refs jsonb not null,
  persons uuid[],
  hash text,
  owners jsonb not null,
  moved_at timestamptz not null
);
comment on table stream is 'Committed happenings in one order without gaps; screens, seals and rollups read positions';
comment on column stream.owners is 'of the subject and of its root: kind, people, department; who may see the entry is decided by them';

create table stream_head (one boolean primary key default true check (one), position bigint not null);
insert into stream_head (position) values (0);

create table jobs (
  id uuid primary key,
  site_id int,
  kind text not null,
  due_at timestamptz not null,
  payload jsonb not null,
  key text,
  attempts int not null default 0,
  lease_until timestamptz,
  done_at timestamptz,
  error text,
  failing_since timestamptz
);
comment on column jobs.failing_since is 'when it failed first since it last worked';
comment on table jobs is 'Later work, written in the transaction that asks for it';
create index jobs_due on jobs (due_at) where done_at is null;
create unique index jobs_key on jobs (kind, key) where key is not null and done_at is null;

create table serials (
  site_id int not null,
  kind text not null,
  day date not null,
  last int not null,
  primary key (site_id, kind, day)
);
comment on table serials is 'Gapless numbers for people, per site, kind and civil day of the site';

create table idempotency (
  actor_kind text not null,
  actor_id uuid not null,
  operation text not null,
  key text not null,
  request_hash text not null,
  status int not null,
  reply jsonb not null,
  created_at timestamptz not null,
  primary key (actor_kind, actor_id, operation, key)
);
comment on table idempotency is 'Replies of the last 24 hours, so that the same request does a thing once';
create index idempotency_created on idempotency (created_at);
