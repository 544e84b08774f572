import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'
import { compiledStandards } from './compiled-standards.ts'
import { compiledTexts } from './compiled-texts.ts'

const text = (n: number) => `---
standard: versions
title: 第 ${n} 稿
---
## 1 派办
`
const w = await world()
const ids: string[] = []
for (const n of [1, 2, 3, 4]) ids.push(await w.publish(text(n)))

test('versions that are held count like those that were read: the one used longest ago goes', async () => {
  let read = 0
  const texts = compiledTexts()
  const standards = compiledStandards(
    w.database.kysely,
    (source, needs) => {
      read += 1
      return texts(source, needs)
    },
    2,
  )
  const [first, second, third, fourth] = await Promise.all(ids.map(id => w.app.compiledStandards.byId(id)))
  for (const standard of [first!, second!, third!]) standards.hold(standard)
  await Promise.all([standards.byId(second!.id), standards.byId(third!.id)])
  expect(read).toBe(0)
  await standards.byId(first!.id)
  expect(read).toBe(1)
  // the second was used before the third
  standards.hold(fourth!)
  await standards.byId(first!.id)
  expect(read).toBe(1)
  await standards.byId(third!.id)
  expect(read).toBe(2)
})
