import { describe, expect, it } from 'vitest'
import { liesIn, readAddress, readPlaces } from './address.ts'

const covers = (place: string, address: string) => readPlaces(place).places.some(one => liesIn(readAddress(address), one))

describe('an address lies in a place', () => {
  it.each([
    ['临川路 3 至 25 号', '临川路 4 号', true],
    ['临川路 3 至 25 号', '临川路 25 号 2 楼', true],
    ['临川路 3 至 25 号', '临川路 26 号', false],
    ['临川路3号至25号', '临川路 14 号', true],
    ['临川路 3～25 号', '临川路14号', true],
    ['临川路三至二十五号', '临川路 14 号', true],
    ['临川路 1-49 号单号', '临川路 7 号', true],
    ['临川路 1-49 号单号', '临川路 8 号', false],
    ['临川路双号 2-50 号', '临川路 8 号', true],
    ['临川路双号 2-50 号', '临川路 9 号', false],
    ['临川路单号', '临川路 301 号', true],
    ['临川路单号', '临川路 302 号', false],
    ['槐荫里 1-5 栋', '槐荫里 4 栋 1 单元', true],
    ['槐荫里 1-5 栋', '槐荫里 15 栋', false],
    ['槐荫里 6、8 栋', '槐荫里 8 幢 101', true],
    ['槐荫里 6、8 栋', '槐荫里 6 号楼', true],
    ['槐荫里 6、8 栋', '槐荫里 7 栋', false],
    ['槐荫里 6、8 栋', '桐花苑 8 栋', false],
    ['槐荫里 6 栋、8 栋', '槐荫里 8 栋', true],
    ['槐荫里 6 栋、桐花苑 8 栋', '桐花苑 8 栋', true],
    ['槐荫里 6 栋、桐花苑 8 栋', '槐荫里 8 栋', false],
    ['槐荫里 6 栋和桐花苑 8 栋', '桐花苑 8 栋', true],
    ['槐荫里 6 栋 1 单元、2 单元', '槐荫里 6 栋 2 单元 301', true],
    ['槐荫里 6 栋 1 单元、8 栋', '槐荫里 8 栋 3 单元', true],
    ['槐荫里 6 栋 1 单元、8 栋', '槐荫里 6 栋 3 单元', false],
    ['槐荫里 1、3-5、9 栋', '槐荫里 4 栋', true],
    ['槐荫里 1 栋 1', '槐荫里 1 栋 101', false],
    ['槐荫里 1 栋', '槐荫里 1 栋 101', true],
    ['槐荫里七栋', '槐荫里 7 号楼', true],
    ['槐荫里 7 栋', '槐荫里 7#楼 2 单元', true],
    ['槐荫里小区 7 栋', '槐荫里 7 栋', true],
    ['石榴园小区', '石榴园小区 12 栋', true],
    ['槐荫里 7-2-601', '槐荫里 7 栋 2 单元 601', true],
    ['槐荫里 7 栋 2 单元', '槐荫里 7-2-601', true],
    ['槐荫里 7 栋', '槐荫里 7 号', false],
    ['和平里 2 栋', '和平里 2 栋', true],
    ['和平里、柳营巷', '柳营巷 3 号', true],
    ['临江国际 A 座', '临江国际a栋 1203', true],
    ['五一路 8 号', '五一路 8 号', true],
    ['槐荫里', '澜州市槐荫里－７栋', true],
  ])('%s: %s, %s', (place, address, expected) => {
    expect(covers(place, address)).toBe(expected)
  })
})

it.each([
  ['临川路 1-5', ['1-5']],
  ['临川路 25 至 3 号', ['25 至 3']],
  ['临川路附近', ['附近']],
  ['槐荫里 6、8 栋等', ['等']],
  ['临川路以东', ['以东']],
  ['——', ['——']],
  ['槐荫里 6、8 栋', []],
  ['临川路 1 至 20 号', []],
  ['平等里', []],
])('of %s, %j is not understood', (place, unclear) => {
  expect(readPlaces(place).unclear).toEqual(unclear)
})

it('reads a line of any shape in a moment', () => {
  for (const part of ['1、', '1-', '一', '单号', '1 栋', '和', '#', 'a座'])
    expect(readPlaces(part.repeat(2000)).places.length).toBeLessThan(4000)
})
