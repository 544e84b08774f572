import { liveStandard } from './live-standard.ts'

await liveStandard({ standard: 'property-service', kind: 'property', category: '保洁', title: '一期 2 幢，楼道有装修垃圾' })
