import { mainJob } from './main-job.ts'

await mainJob({
  standard: 'general-hotline',
  kind: 'general',
  departments: ['客户服务部', '技术部', '业务部'],
  category: '设备',
  address: '解放路 66 号 1 单元 301',
  fault: ['按电源没反应', '前厅第二台', '前一天搬过桌子'],
  done: '更换电源，开机正常',
})
