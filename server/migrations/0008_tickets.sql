-- What has to be done for a customer: tickets, the times promised, the notes while they are open.

create table tickets (
  site_id int not null,
  id uuid not null,
  case_id uuid not null,
  contact_id uuid not null,
  number text not null,
  kind text not null,
  category text not null,
  field text not null,
  urgency text not null,
  status text not null,
  waiting_for text not null,
  title text not null,
  description text,
  address text,
  fault jsonb,
  customer_id uuid,
  department_id uuid,
  front_owner_id uuid not null,
  handler_id uuid,
  received_at timestamptz not null,
  registered_at timestamptz not null,
  notified_at timestamptz,
  accepted_at timestamptz,
  waiting_since timestamptz,
  closed_at timestamptz,
  promised_at timestamptz,
  transfers int not null,
  transfer_summary text,
  result text,
  reopened int not null,
  version int not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (site_id, id),
  unique (site_id, number)
);
comment on table tickets is 'One row per ticket; a case may have several';
comment on column tickets.contact_id is 'contact that it grew from';
comment on column tickets.number is 'for people: kind, civil day of the site, gapless serial';
comment on column tickets.fault is 'answers to the three questions about a fault, and which were declined';
comment on column tickets.front_owner_id is 'who took it first; stays answerable until it is closed';
comment on column tickets.handler_id is 'who works on it now; null until a department took it on';
comment on column tickets.received_at is 'when the contact came in, before anything was typed';
comment on column tickets.accepted_at is 'when the department that has it now took it on';
comment on column tickets.waiting_since is 'start of the wait that goes on now';
comment on column tickets.promised_at is 'the time that was promised last';
comment on column tickets.transfers is 'how often the handler changed by transfer';
create index tickets_newest on tickets (site_id, registered_at desc, id desc);
create index tickets_open on tickets (site_id, registered_at desc, id desc) where status <> 'closed';
create function place_key(address text) returns text language sql immutable as $$
  select trim(both '-' from regexp_replace(regexp_replace(lower(normalize(address, NFKC)), '[[:space:]]+', '', 'g'),
    '(号楼|单元|[栋幢座弄号层楼室户房#,，.。、/()—–-])+', '-', 'g'))
$$;
comment on function place_key is 'By what two ways of writing one address are the same: 槐荫里 7 栋 2 单元 601, 槐荫里7-2-601室';
create index tickets_open_place on tickets (site_id, place_key(address)) where status <> 'closed' and address is not null;
create index tickets_case on tickets (site_id, case_id);
create index tickets_customer on tickets (site_id, customer_id, registered_at desc, id desc) where customer_id is not null;
create index tickets_handler on tickets (site_id, handler_id, registered_at desc, id desc) where handler_id is not null;
create index tickets_front_owner on tickets (site_id, front_owner_id, registered_at desc, id desc);
create index tickets_department on tickets (site_id, department_id, registered_at desc, id desc);

create table promises (
  site_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  due_at timestamptz not null,
  words text,
  made_at timestamptz not null,
  made_by uuid not null,
  kept_at timestamptz,
  moved_at timestamptz,
  primary key (site_id, id)
);
comment on table promises is 'Times given to customers; at most one per ticket is open';
comment on column promises.words is 'what was said to the customer';
comment on column promises.moved_at is 'when the customer was given another time instead';
create index promises_ticket on promises (site_id, ticket_id, made_at);
create unique index promises_open on promises (site_id, ticket_id) where kept_at is null and moved_at is null;

create table follow_ups (
  site_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  at timestamptz not null,
  by uuid not null,
  note text,
  customer_informed boolean not null,
  primary key (site_id, id),
  foreign key (site_id, ticket_id) references tickets
);
comment on table follow_ups is 'Progress notes while a ticket is open; never changed';
comment on column follow_ups.customer_informed is 'the customer was told how things stand';
create index follow_ups_ticket on follow_ups (site_id, ticket_id, at);
