-- Dispatch forms: the numbered, printable orders to a department or worker.

create table forms (
  site_id int not null,
  id uuid not null,
  case_id uuid not null,
  ticket_id uuid not null,
  number text not null,
  status text not null,
  department_id uuid,
  worker_id uuid,
  appointment_at timestamptz,
  instructions text,
  made_at timestamptz not null,
  made_by uuid not null,
  printed_at timestamptz,
  prints int not null,
  print_requests int not null,
  accepted_at timestamptz,
  arrived_at timestamptz,
  finished_at timestamptz,
  returned_at timestamptz,
  inspected_at timestamptz,
  withdrawn_at timestamptz,
  released_at timestamptz,
  work_done text,
  materials jsonb not null,
  agreed_cents bigint,
  opinion text,
  signed_by text,
  unsigned_reason text,
  passed boolean,
  inspection_note text,
  inspector_id uuid,
  version int not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (site_id, id),
  unique (site_id, number),
  foreign key (site_id, ticket_id) references tickets
);
comment on table forms is 'One row per dispatch form';
comment on column forms.printed_at is 'when a paper was out for the first time; R128';
comment on column forms.prints is 'papers that are out';
comment on column forms.print_requests is 'papers that were sent to a printer';
comment on column forms.released_at is 'when it was withdrawn or its ticket went to another department: what is written in the ticket afterwards does not show on it';
comment on column forms.materials is 'list of name, quantity, unit, price in cents';
comment on column forms.agreed_cents is 'price agreed with the customer';
comment on column forms.opinion is 'what the customer said on the spot';
comment on column forms.signed_by is 'who signed for the customer';
comment on column forms.unsigned_reason is 'why the customer did not sign';
create index forms_newest on forms (site_id, made_at desc, id desc);
create index forms_ticket on forms (site_id, ticket_id, made_at);
create index forms_worker on forms (site_id, worker_id, made_at desc, id desc);
create index forms_department on forms (site_id, department_id, made_at desc, id desc);
create index forms_status on forms (site_id, status, made_at desc, id desc);
