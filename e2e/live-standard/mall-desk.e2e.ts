import { liveStandard } from './live-standard.ts'

await liveStandard({ standard: 'mall-desk', kind: 'mall', category: '保洁', title: '三层扶梯口，地面有汤汁' })
