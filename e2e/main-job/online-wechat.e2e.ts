import { mainJob } from './main-job.ts'

await mainJob({
  standard: 'online-wechat',
  kind: 'online',
  departments: ['客户服务部', '技术部', '业务部'],
  category: '无法登录',
  address: '线上客户 001',
  fault: ['点登录一直转圈', '手机应用', '昨天换了手机'],
  done: '解除旧设备绑定，登录成功',
})
