import { mainJob } from './main-job.ts'

await mainJob({
  standard: 'water-hotline',
  kind: 'water',
  departments: ['抢修队', '临川维修所', '水质科', '营业部', '稽查科', '客户服务部'],
  category: '漏水',
  address: '东泉路 88 号',
  fault: ['路面冒水，水柱一米多高', '88 号门前人行道', '没有动过'],
  done: '换 DN200 抢修节一只，十点恢复供水',
  accessible: true,
})
