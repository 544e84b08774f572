\set minutes random(30, 300)
with n as (update counter set last = last + 1 where day = '2026-11-20' returning last),
i as (select gen_random_uuid() as id),
t as (insert into tickets select i.id, 'TS-20261120-' || n.last, 'complaint', '水压偏低', 'water', 'normal', 'registered', 'nobody', '槐荫里 7 栋 2 单元 601，水压偏低',
  repeat('用户说水压偏低，', 25), '槐荫里 7 栋 2 单元 601', '周女士', '客户服务部', '林晓棠', null, now(), now(), null, now() + interval '2 hours', 1 from n, i),
e as (insert into events select id, 1, 'ticket.registered', now(), '林晓棠', '{"ticket":{"kind":"complaint"}}', repeat('0', 64) from i)
insert into clocks select gen_random_uuid(), i.id, c.rule, c.title, now(), now() + c.minutes * interval '1 minute', 'running'
from i, (values ('notify-department', '三十分钟内通知到部门', :minutes), ('keep-promise', '答应的时间就是时限', 120), ('settle-complaint', '投诉十五天有结果', 21600)) as c(rule, title, minutes);
