import { expect, it } from 'vitest'
import { readPasted } from './addresses.ts'

it.each([
  ['槐荫里 7 栋 2 单元 601', { code: null, address: '槐荫里 7 栋 2 单元 601' }],
  ['33020417，槐荫里 7 栋 601', { code: '33020417', address: '槐荫里 7 栋 601' }],
  ['33020417\t槐荫里7栋601', { code: '33020417', address: '槐荫里7栋601' }],
  ['槐荫里 7-2-601, A33020417', { code: 'A33020417', address: '槐荫里 7-2-601' }],
  ['  临川路 3 号  ', { code: null, address: '临川路 3 号' }],
])('reads %j', (line, address) => {
  expect(readPasted(line)).toEqual({ addresses: [address], twice: 0, unread: [] })
})

it.each(['槐荫里 1 至 5 栋', '槐荫里 6、8 栋', '临川路一带', '601', `${'长'.repeat(201)}1 号`])(
  'takes %j for no address',
  line => {
    expect(readPasted(line)).toEqual({ addresses: [], twice: 0, unread: [line] })
  },
)

it('counts what is written twice, however it is written, and leaves empty lines out', () => {
  expect(readPasted('槐荫里 7 栋 601\n\n槐荫里7幢601\r\n槐荫里 7 号楼 602')).toEqual({
    addresses: [
      { code: null, address: '槐荫里 7 栋 601' },
      { code: null, address: '槐荫里 7 号楼 602' },
    ],
    twice: 1,
    unread: [],
  })
})
