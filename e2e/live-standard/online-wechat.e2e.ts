import { liveStandard } from './live-standard.ts'

await liveStandard({ standard: 'online-wechat', kind: 'online', category: '链接失效', title: '公众号菜单打不开' })
