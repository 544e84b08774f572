\set which random(1, 10000)
with t as (update tickets set waiting_for = case waiting_for when 'nobody' then 'customer' else 'nobody' end, version = version + 1
  where number = 'TS-20261120-' || :which returning id, version, waiting_for),
c as (update clocks set state = case t.waiting_for when 'nobody' then 'running' else 'paused' end from t where clocks.ticket_id = t.id and clocks.rule = 'settle-complaint')
insert into events select id, version, 'ticket.waiting', now(), '林晓棠', jsonb_build_object('reason', repeat('等客户回话，', 33)), repeat('0', 64) from t;
