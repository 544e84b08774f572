import { liveStandard } from './live-standard.ts'

await liveStandard({ standard: 'general-hotline', kind: 'general', category: '环境', title: '前厅，地面积水' })
