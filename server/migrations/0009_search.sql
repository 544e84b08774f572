-- Search over tickets: any part of one character or more, without an extension.

create table ticket_search (
  site_id int not null,
  ticket_id uuid not null,
  part text not null check (part in ('number', 'words', 'phone')),
  registered_at timestamptz not null,
  text text not null,
  tokens tsvector not null,
  primary key (site_id, ticket_id, part)
) with (toast_tuple_target = 4080);
comment on table ticket_search is 'What search sees of a ticket: its number; title, description, address, category, premises code; the telephone line. Who the customer, the department and the handler are is asked where they are kept';
comment on column ticket_search.part is 'the number by itself: everybody who registers waits for it, and the words are hundreds of tokens; the line by itself: parts of it find only for whoever may see whole numbers';
comment on column ticket_search.text is 'one width, one case, no spaces; decides what really is a hit';
comment on column ticket_search.tokens is 'each character of text with the one behind it, after the number of the site, so that a search reads the entries of its own site only; a single character is the beginning of a pair';
create index ticket_search_tokens on ticket_search using gin (tokens);
