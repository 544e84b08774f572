import { expect, it } from 'vitest'
import { newNotice, placesOf, readDraft } from './notice-draft.ts'

it('R188: places are read as departments write them, each once', () => {
  expect(placesOf('槐荫里\n 柳营巷 1 至 20 号 、北塔巷，槐荫里；\n\n')).toEqual(['槐荫里', '柳营巷 1 至 20 号', '北塔巷'])
  expect(placesOf('  \n')).toEqual([])
  expect(placesOf('槐荫里 6、8 栋，桐花苑 1 栋、双号')).toEqual(['槐荫里 6、8 栋', '桐花苑 1 栋、双号'])
  expect(placesOf('和平里三、五栋、柳营巷')).toEqual(['和平里三、五栋', '柳营巷'])
})

it('a place of which it is not clear whom it covers is not sent', () => {
  const draft = { ...newNotice(), title: '检修', source: '管网部', places: '临川路附近\n槐荫里 6、8 栋' }
  expect(readDraft(draft, 'Asia/Shanghai')).toMatchObject({ body: null, unclear: ['附近'] })
  expect(readDraft({ ...draft, places: '槐荫里 6、8 栋' }, 'Asia/Shanghai')).toMatchObject({ unclear: [] })
})

it('a notice says nothing that nobody said: when it begins and whether it was planned are asked', () => {
  const draft = { ...newNotice(), title: '临川路主管更换', source: '管网部', places: '槐荫里' }
  expect(readDraft(draft, 'Asia/Shanghai')).toMatchObject({ body: null, lacking: ['isPlanned', 'startsAt'] })
  const said = { ...draft, planned: false, startsAt: '2026-11-20T08:00' }
  expect(readDraft(said, 'Asia/Shanghai').body).toMatchObject({ planned: false, startsAt: '2026-11-20T00:00:00.000Z' })
})
