import { liveStandard } from './live-standard.ts'

await liveStandard({
  standard: 'water-hotline',
  kind: 'water',
  category: '路面漏水',
  title: '柳桥弄 26 号，路面冒水',
  thorough: true,
})
