\set which random(1, 15)
with w as (select tokens, word from sought where id = :which),
found as (select s.ticket_id from search s, w where s.tokens @> w.tokens and strpos(s.text, w.word) > 0)
select (select count(*) from found), t.number, t.title, t.status from tickets t where t.id in (select ticket_id from found order by ticket_id desc limit 50);
