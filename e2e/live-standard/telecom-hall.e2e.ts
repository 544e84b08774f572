import { liveStandard } from './live-standard.ts'

await liveStandard({ standard: 'telecom-hall', kind: 'telecom', category: '光缆', title: '桂园路口，光缆垂到路面' })
