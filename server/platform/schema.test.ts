import { Nullable, OneOf, Shape } from '@sansheng/contract/route.ts'
import fastify from 'fastify'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { modules } from '../modules/all.ts'
import type { Module } from './module.ts'
import { forSerializer } from './schema.ts'

test('a reply leaves with the declared fields only, nulls, lists and records included', async () => {
  const reply = Shape({
    name: Nullable(Type.String()),
    person: Nullable(Shape({ id: Type.String({ format: 'uuid' }), kind: Nullable(OneOf({ repair: 1 })) })),
    counts: Type.Record(Type.String(), Nullable(Type.Integer())),
    list: Type.Array(Shape({ at: Nullable(Type.String({ format: 'date-time' })) })),
    maybe: Type.Optional(Type.Boolean()),
  })
  const sent = {
    name: null,
    person: { id: 'a', kind: null },
    counts: { a: 1, b: null },
    list: [{ at: null }, { at: '2026-11-20T09:00:00Z' }],
  }
  const app = fastify()
  app.get('/', { schema: { response: { 200: forSerializer(reply) } } }, async () => ({
    ...sent,
    secret: 1,
    person: { ...sent.person, secret: 2 },
  }))
  expect((await app.inject('/')).json()).toEqual(sent)
})

test('a reply that lacks a required field is an error and not half an answer', async () => {
  const app = fastify()
  app.get('/', { schema: { response: { 200: forSerializer(Shape({ id: Type.String() })) } } }, async () => ({}))
  expect((await app.inject('/')).statusCode).toBe(500)
})

test('the reply of every route can be written', async () => {
  const app = fastify()
  for (const { name, contract } of modules as readonly Module<never>[])
    for (const [verb, { reply }] of Object.entries(contract))
      app.get(`/${name}/${verb}`, { schema: { response: { 200: forSerializer(reply) } } }, async () => ({}))
  await app.ready()
})
