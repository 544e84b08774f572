-- Customers, the addresses that are served, and who belongs to which address.

create table phone_salt (one boolean primary key default true check (one), salt text not null);
comment on table phone_salt is 'Salt of this installation: the same phone hashes the same at all its sites and nowhere else';
insert into phone_salt (salt) values (encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'));

create function hash_of_phone(line text, salt text) returns text language sql stable as $$
  select encode(sha256(convert_to(salt || ':' || line, 'UTF8')), 'hex')
$$;
comment on function hash_of_phone is 'Salted hash of a telephone line, for exact lookup; without a table in it, so that it becomes part of the statement';

create table customers (
  site_id int not null,
  id uuid not null,
  name text,
  name_disclosure text not null,
  phone text,
  phone_disclosure text not null,
  phone_hash text,
  phone_extension text,
  phone_line text,
  phone_parts text[] not null default '{}',
  role text not null,
  tier text not null,
  elder boolean not null,
  note text,
  search_text text not null,
  search_tokens text[] not null,
  sound text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  changed text[] not null,
  version int not null,
  merged_into uuid,
  survivor_id uuid not null,
  primary key (site_id, id),
  foreign key (site_id, merged_into) references customers,
  foreign key (site_id, survivor_id) references customers,
  check ((merged_into is null) = (survivor_id = id))
);
comment on table customers is 'Persons and companies that a site serves';
comment on column customers.name is 'null: not known, or not told';
comment on column customers.name_disclosure is 'given, declined, unknown';
comment on column customers.phone is 'as it was given; leaves the house masked';
comment on column customers.phone_hash is 'hash_of_phone of its line, however it was written; not unique, a household may share a line';
comment on column customers.phone_extension is 'whom to ask for on that line; told apart only where the line is the same';
comment on column customers.phone_line is 'the line as it is dialled; parts of it find only for whoever may see whole numbers';
comment on column customers.phone_parts is 'every four digits of phone_line that follow each other';
comment on column customers.search_text is 'the name as search sees it';
comment on column customers.search_tokens is 'single characters and pairs of search_text, pairs of sound';
comment on column customers.sound is 'the name in pinyin and by its initials';
comment on column customers.changed is 'fields that the last edit changed';
comment on column customers.merged_into is 'with whom somebody said that he is one; what was recorded of him stays here';
comment on column customers.survivor_id is 'whom to show in his place: himself, or the last of those that he was merged into';
create index customers_survivor on customers (site_id, survivor_id);
create index customers_phone on customers (site_id, phone_hash) where phone_hash is not null;
create index customers_phone_parts on customers using gin (phone_parts);
create index customers_words on customers using gin (search_tokens);

create table premises (
  site_id int not null,
  id uuid not null,
  code text,
  address text not null,
  area text,
  use text not null,
  search_text text not null,
  search_tokens text[] not null,
  sound text not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (site_id, id)
);
comment on table premises is 'Addresses that a site serves';
comment on column premises.code is 'number of the household or room, unique at the site';
comment on column premises.area is 'part of town or of the estate; routes and notices name it';
comment on column premises.search_text is 'address, code and area as search sees them';
comment on column premises.sound is 'address and area in pinyin and by their initials';
create unique index premises_code on premises (site_id, code) where code is not null;
create index premises_address on premises (site_id, address, id);
create index premises_words on premises using gin (search_tokens);

create table customer_premises (
  site_id int not null,
  customer_id uuid not null,
  premises_id uuid not null,
  primary key (site_id, customer_id, premises_id),
  foreign key (site_id, customer_id) references customers,
  foreign key (site_id, premises_id) references premises
);
comment on table customer_premises is 'Who belongs to which address, many to many';
create index customer_premises_premises on customer_premises (site_id, premises_id);
