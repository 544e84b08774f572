-- Every call, message and visit.

create table contacts (
  site_id int not null,
  id uuid not null,
  case_id uuid not null,
  channel text not null,
  about text,
  outcome text,
  received_at timestamptz not null,
  received_by uuid not null,
  closed_at timestamptz,
  closed_by uuid,
  customer_id uuid,
  name_disclosure text not null,
  phone_disclosure text not null,
  phone text,
  premises_id uuid,
  address text,
  summary text,
  notice_id uuid,
  notice_given boolean not null,
  joined_case_id uuid,
  end_reason text,
  primary key (site_id, id),
  foreign key (site_id, customer_id) references customers,
  foreign key (site_id, premises_id) references premises,
  foreign key (site_id, notice_id) references notices
);
comment on table contacts is 'One call, conversation or visit; the first of a matter opens its case';
comment on column contacts.outcome is 'null while it is open';
comment on column contacts.name_disclosure is 'given, declined, unknown';
comment on column contacts.phone_disclosure is 'given, declined, unknown';
comment on column contacts.phone is 'the number that called or was left; leaves the house masked';
comment on column contacts.address is 'where it is about, in the words of the customer; null when the premises say it';
comment on column contacts.notice_id is 'notice in force that covered the address';
comment on column contacts.joined_case_id is 'the matter that it turned out to belong to, received in a case of its own';
comment on column contacts.end_reason is 'why it ended without an answer, in a word';
comment on column contacts.notice_given is 'the customer was told what the notice says';
create index contacts_newest on contacts (site_id, received_at desc, id desc);
create index contacts_open on contacts (site_id, received_at desc, id desc) where closed_at is null;
create index contacts_customer on contacts (site_id, customer_id, received_at desc) where customer_id is not null;
create index contacts_case on contacts (site_id, case_id, received_at desc);
create index contacts_joined on contacts (site_id, joined_case_id) where joined_case_id is not null;
create index contacts_notice on contacts (site_id, notice_id, received_at desc) where notice_id is not null;
create index contacts_premises on contacts (site_id, premises_id, received_at desc) where premises_id is not null;
create index contacts_line on contacts (site_id, phone, received_at desc) where phone is not null;

create table intake_drafts (
  site_id int not null,
  person_id uuid not null references persons,
  contact_id uuid not null,
  fields jsonb not null,
  saved_at timestamptz not null,
  primary key (site_id, person_id, contact_id),
  foreign key (site_id, contact_id) references contacts
);
comment on table intake_drafts is 'What somebody typed of a contact and has neither recorded nor registered: his own, for some days';
comment on column intake_drafts.fields is 'fields of the form of intake, whatever stands in them';
create index intake_drafts_contact on intake_drafts (site_id, contact_id);
create index intake_drafts_saved on intake_drafts (saved_at);
