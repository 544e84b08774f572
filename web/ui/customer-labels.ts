import { catalogue } from '../app/i18n.ts'

export const useCustomerLabels = catalogue(
  'customer',
  {
    found: '找到的客户',
    choose: '选这位',
    searching: '正在查找……',
    same: '是同一位客户',
    likely: '可能有 {{count}} 条重复',
  },
  {
    found: 'Customers found',
    choose: 'Choose',
    searching: 'Searching…',
    same: 'Same customer',
    likely: 'Perhaps {{count}} more of the same',
  },
)
