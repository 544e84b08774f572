import { CivilDate, Flag, Id, Line, OneOf } from '@sansheng/contract/route.ts'
import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { parseSearch, searchReader, stringifySearch } from './search.ts'

const id = '019aa3b0-7c10-7000-8000-000000000001'
const Search = Type.Object({
  q: Type.Optional(Line(60)),
  open: Type.Optional(Flag),
  status: Type.Optional(OneOf({ made: 1, closed: 1 })),
  departmentId: Type.Optional(Id),
  from: Type.Optional(CivilDate),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
})
const read = searchReader(Search)
const ofAddress = (query: string) => read(parseSearch(query))

describe('the search of an address', () => {
  it('keeps what the schema of the screen accepts, as the schema types it', () => {
    const query = `?q=%E6%97%A0%E6%B0%B4&open=true&status=made&departmentId=${id}&from=2026-11-20&page=3`
    expect(ofAddress(query)).toEqual({
      q: '无水',
      open: true,
      status: 'made',
      departmentId: id,
      from: '2026-11-20',
      page: 3,
    })
  })

  it('leaves a text that looks like a number, a flag or JSON as it was typed', () => {
    for (const q of ['1e3', '0012', '13800002046', 'true', 'null', '"a"', '{"a":1}', '-1'])
      expect(ofAddress(stringifySearch({ q }))).toEqual({ q })
    expect(ofAddress('?q=1e3')).toEqual({ q: '1e3' })
    expect(stringifySearch({ q: '1e3' })).toBe('?q=1e3')
  })

  it.each([
    ['?status=melted', 'a word that the table does not have'],
    ['?open=yes', 'a flag that is neither true nor false'],
    ['?departmentId=7', 'something that is no id'],
    ['?from=2026-13-01', 'a month that does not exist'],
    ['?page=1e3', 'a figure in another notation'],
    ['?page=10', 'a figure out of bounds'],
    ['?page=2.5', 'a part of a whole number'],
    ['?q=', 'an empty text'],
    ['?q=%20%20', 'a text of spaces'],
    [`?q=${'x'.repeat(61)}`, 'a text that is too long'],
    ['?unknown=1', 'a name that the schema does not know'],
    ['?__proto__=1&constructor=2', 'names of the language itself'],
  ])('drops %s: %s', query => expect(ofAddress(query)).toEqual({}))

  it('drops the wrong value and keeps the rest', () => {
    expect(ofAddress('?status=melted&open=false')).toEqual({ open: false })
  })

  it('accepts what a link gives without writing it first', () => {
    expect(read({ open: true, page: 2, q: undefined })).toEqual({ open: true, page: 2 })
    expect(read({ open: 1, q: 5 })).toEqual({})
  })

  it('writes only what is given', () => {
    expect(stringifySearch({ q: '', open: undefined, status: null })).toBe('')
    expect(stringifySearch({ q: '槐荫里 7', open: false })).toBe('?q=%E6%A7%90%E8%8D%AB%E9%87%8C+7&open=false')
  })
})
