import { expect, it } from 'vitest'
import { placesOf } from './notice-draft.ts'

it('R188: places are read as departments write them, each once', () => {
  expect(placesOf('槐荫里\n 柳营巷 1 至 20 号 、北塔巷，槐荫里；\n\n')).toEqual(['槐荫里', '柳营巷 1 至 20 号', '北塔巷'])
  expect(placesOf('  \n')).toEqual([])
})
