import type { FactType } from '@sansheng/rulebook/vocabulary'
import { words } from '../../../app/i18n.ts'

/** What stands beside a word that may be written next. */
export const hintWords = words(
  'standards.hints',
  {
    required: '必写',
    condition: '后面写条件',
    recipient: '后面写给谁',
    open: '数字还不知道；填好之前不运行，也不能发布',
    is: '是',
    isNot: '不是',
    and: '两样都成立',
    or: '一样成立就行',
    bool: '是非',
    int: '整数',
    number: '数',
    text: '文字',
    instant: '时刻',
    disclosure: '问得',
    ref: '人或物',
    enum: '几种之一',
  },
  {
    required: 'required',
    condition: 'a condition follows',
    recipient: 'whom it goes to',
    open: 'not known yet; until it is filled in it does not run and cannot be published',
    is: 'is',
    isNot: 'is not',
    and: 'both hold',
    or: 'either holds',
    bool: 'yes or no',
    int: 'whole number',
    number: 'number',
    text: 'text',
    instant: 'moment',
    disclosure: 'given or not',
    ref: 'person or thing',
    enum: 'one of several',
  },
)
export const typeWord = (type: FactType['type']): string => hintWords(type)
