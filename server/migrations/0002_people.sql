-- The organisation, its people, what they may do where, and their sessions. Small reference tables: not distributed by site.

create table units (
  id uuid primary key,
  parent_id uuid references units,
  name text not null,
  version int not null
);
comment on table units is 'The organisation tree';
create index units_parent on units (parent_id);

create table sites (
  id int primary key,
  unit_id uuid not null references units,
  code text not null,
  name text not null,
  kind text not null,
  zone text not null,
  masked_forms boolean not null,
  area_code text not null default '',
  second_factor_roles text[] not null default '{}',
  step_up_minutes int not null default 15,
  changed_at timestamptz not null,
  changed_by uuid,
  version int not null
);
comment on table sites is 'Places that serve; id 0 is reserved for what belongs to none';
comment on column sites.code is 'short, for numbers and lists; never changes';
comment on column sites.zone is 'IANA name; never changes, because days of numbers and calendars hang on it';
comment on column sites.masked_forms is 'dispatch forms show names and numbers in their words masked';
comment on column sites.area_code is 'completes local telephone numbers, with its leading 0; empty: nothing is completed';
comment on column sites.second_factor_roles is 'whoever holds one of these roles here signs in with a second factor';
comment on column sites.step_up_minutes is 'before a sensitive act whoever confirmed who he is longer ago confirms it again';
create unique index sites_code on sites (code);
create index sites_unit on sites (unit_id);

create table persons (
  id uuid primary key,
  home_site_id int not null,
  staff_number text not null,
  name text not null,
  sound text not null,
  phone text,
  password_hash text not null,
  must_change boolean not null,
  active boolean not null,
  probation boolean not null,
  language text check (language in ('zh', 'en')),
  changed_at timestamptz not null,
  changed_by uuid,
  version int not null
);
comment on table persons is 'Members of staff';
comment on column persons.home_site_id is 'site of the account case, where the first grant was given; 0 for none; never changes';
comment on column persons.sound is 'the name in pinyin and by its initials';
comment on column persons.password_hash is 'argon2id';
comment on column persons.language is 'of the screens; null: that of the browser';
comment on column persons.must_change is 'a first password: nothing but changing it is allowed';
create unique index persons_staff_number on persons (lower(staff_number));

create table departments (
  site_id int not null references sites,
  id uuid not null,
  name text not null,
  sound text not null,
  head_id uuid references persons,
  changed_at timestamptz not null,
  changed_by uuid,
  version int not null,
  primary key (site_id, id)
);
comment on table departments is 'Departments of a site, to which standards route by name';
comment on column departments.sound is 'the name in pinyin and by its initials';
create unique index departments_name on departments (site_id, lower(name));
create index departments_head on departments (head_id);

create table department_members (
  site_id int not null,
  department_id uuid not null,
  person_id uuid not null references persons,
  primary key (site_id, department_id, person_id),
  foreign key (site_id, department_id) references departments
);
comment on table department_members is 'Who belongs to a department besides its head';
create index department_members_person on department_members (person_id);

create table grants (
  id uuid primary key,
  person_id uuid not null references persons,
  role text not null,
  scope text not null,
  site_id int references sites,
  unit_id uuid references units,
  check ((scope in ('own', 'team', 'site') and site_id is not null and unit_id is null)
    or (scope = 'unit' and unit_id is not null and site_id is null)
    or (scope = 'all' and site_id is null and unit_id is null))
);
comment on table grants is 'Who has which role where, and how far it reaches';
create index grants_person on grants (person_id);

create table sessions (
  id uuid primary key,
  token_hash text not null,
  person_id uuid not null references persons,
  client text not null,
  device text,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  method text not null,
  awaits_code boolean not null,
  confirmed_at timestamptz not null,
  revoked_at timestamptz
);
comment on table sessions is 'Signed-in browsers and clients';
comment on column sessions.token_hash is 'sha256 of the token, hex; the token itself is only with the client. A new one at a change of password and of the second factor';
comment on column sessions.method is 'how it was opened: password, provider';
comment on column sessions.awaits_code is 'the password was right, the code of the second factor is missing';
comment on column sessions.confirmed_at is 'when its person last showed that it is he: signed in, or confirmed a sensitive act';
comment on column sessions.client is 'which client opened it: screen, field, api';
comment on column sessions.device is 'browser and system in words, for the list that its owner sees';
comment on column sessions.last_seen_at is 'written at most once a minute';
create unique index sessions_token on sessions (token_hash);
create index sessions_person on sessions (person_id) where revoked_at is null;

create table second_factors (
  person_id uuid primary key references persons,
  secret text,
  pending text,
  enrolled_at timestamptz,
  last_step bigint not null
);
comment on table second_factors is 'Apps that show codes (RFC 6238)';
comment on column second_factors.secret is 'the key of the app, encrypted (AES-256-GCM) with a key outside of the database; null before the first code was entered';
comment on column second_factors.pending is 'a key that was shown and not confirmed by a code yet';
comment on column second_factors.last_step is 'the half minute of the last code that was accepted: neither it nor an earlier one is accepted again';

create table recovery_codes (
  person_id uuid not null references persons,
  code_hash text not null,
  primary key (person_id, code_hash)
);
comment on table recovery_codes is 'Codes for whoever lost his app, each good for once; deleted when used';
comment on column recovery_codes.code_hash is 'sha256 of 80 bits of chance with the id of the person, hex';

create table account_requests (
  id uuid primary key,
  site_id int not null,
  person_id uuid not null references persons,
  what text not null check (what in ('grants', 'password', 'second-factor')),
  grants jsonb not null,
  requested_by uuid not null references persons,
  requested_at timestamptz not null,
  state text not null,
  decided_at timestamptz
);
comment on table account_requests is 'Grants, new passwords and resets of a second factor that wait for a second person; the id is that of the approval';
comment on column account_requests.grants is 'the grants that are asked for besides those that the person holds';
comment on column account_requests.state is 'waiting, granted, used, refused, withdrawn';
create index account_requests_person on account_requests (person_id);

create table service_tokens (
  id uuid primary key,
  site_id int not null references sites,
  name text not null,
  token_hash text not null,
  permissions text[] not null,
  sites int[] not null,
  created_at timestamptz not null,
  created_by uuid references persons,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid references persons,
  last_used_at timestamptz
);
comment on table service_tokens is 'Tokens with which programs call the API; a revoked or expired one stays, so that it can be said what it was';
comment on column service_tokens.site_id is 'site of its account case, where it was made';
comment on column service_tokens.token_hash is 'sha256 of the token, hex; the token itself is shown once';
comment on column service_tokens.sites is 'where the permissions hold, each over the whole site';
comment on column service_tokens.created_by is 'null when it was made on the command line';
comment on column service_tokens.last_used_at is 'written at most once a minute';
create unique index service_tokens_token on service_tokens (token_hash);
create index service_tokens_site on service_tokens (site_id);

create table sign_in_tries (
  key_hash text primary key,
  account_hash text,
  failed int not null,
  next_at timestamptz,
  recorded_at timestamptz,
  last_at timestamptz not null
);
comment on table sign_in_tries is 'Wrong passwords and codes in a row, kept for unknown staff numbers too, so that a delay tells nobody which ones exist';
comment on column sign_in_tries.key_hash is 'sha256 of what is counted: a staff number, an address, both together, or a person on a device that is known';
comment on column sign_in_tries.account_hash is 'sha256 of the staff number in small letters; null when an address alone is counted';
comment on column sign_in_tries.next_at is 'the next try is looked at from this instant on';
comment on column sign_in_tries.recorded_at is 'when these wrong tries were last put into the ledger; many of them are one event';
create index sign_in_tries_account on sign_in_tries (account_hash);
create index sign_in_tries_last on sign_in_tries (last_at);

create table known_devices (
  token_hash text not null,
  person_id uuid not null references persons,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (token_hash, person_id)
);
comment on table known_devices is 'From which devices a person has signed in; wrong tries from elsewhere do not delay him there';
comment on column known_devices.token_hash is 'sha256 of the token in the cookie of the device, hex';
create index known_devices_person on known_devices (person_id);
create index known_devices_last on known_devices (last_at);

create view unit_tree with (security_invoker = true) as
  with recursive tree (root_id, unit_id) as (
    select id, id from units
    union all
    select t.root_id, u.id from tree t join units u on u.parent_id = t.unit_id
  )
  select root_id, unit_id from tree;
comment on view unit_tree is 'Each unit with all units at and below it';

create view grant_sites with (security_invoker = true) as
  select g.id as grant_id, g.person_id, g.role, g.scope, s.id as site_id
  from grants g
  join sites s on g.scope = 'all' or s.id = g.site_id
    or (g.unit_id is not null and exists (select from unit_tree t where t.root_id = g.unit_id and t.unit_id = s.unit_id));
comment on view grant_sites is 'Each grant with the sites at which it holds';
