import { mainJob } from './main-job.ts'

await mainJob({
  standard: 'mall-desk',
  kind: 'mall',
  departments: ['工程部', '物业部', '营运部', '行政部', '客服部'],
  category: '照明',
  address: '一层 L1-07 青禾女装',
  fault: ['两盏射灯一直闪', '收银台上方', '昨天换过灯泡'],
  done: '更换驱动两只，试亮正常',
})
