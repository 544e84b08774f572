import { mainJob } from './main-job.ts'

await mainJob({
  standard: 'property-service',
  kind: 'property',
  register: 'register-and-dispatch',
  departments: ['客户服务中心', '工程部', '物业部', '环境部', '秩序维护部'],
  category: '水电',
  address: '同和里 1 幢 301',
  fault: ['一开浴霸就跳闸', '卫生间', '换过灯泡'],
  done: '重新压接接线，试用正常',
})
