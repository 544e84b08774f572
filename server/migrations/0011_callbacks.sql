-- The check with the customer afterwards.

create table callbacks (
  site_id int not null,
  id uuid not null,
  case_id uuid not null,
  ticket_id uuid not null,
  form_id uuid,
  at timestamptz not null,
  by uuid not null,
  method text not null,
  result text not null,
  note text,
  reason text,
  wants text,
  primary key (site_id, id),
  foreign key (site_id, ticket_id) references tickets,
  foreign key (site_id, form_id) references forms
);
comment on table callbacks is 'One row per attempt to hear from the customer; never changed';
create index callbacks_newest on callbacks (site_id, at desc, id desc);
create index callbacks_ticket on callbacks (site_id, ticket_id, at desc);
create index callbacks_form on callbacks (site_id, form_id, at desc) where form_id is not null;
