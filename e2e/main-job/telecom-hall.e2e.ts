import { mainJob } from './main-job.ts'

await mainJob({
  standard: 'telecom-hall',
  kind: 'telecom',
  departments: ['装维中心', '网络部', '业务受理台', '客户服务部'],
  category: '无法上网',
  address: '桂园路 12 号 2 幢 501',
  fault: ['光猫红灯', '客厅弱电箱', '重启过两次'],
  done: '重做冷接头，测速达标',
})
