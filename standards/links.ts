/**
 * Requirement or conflict → the rules that serve it, as `standard#rule`. Each standard has a file in `links/` that exports `links` with
 * plain rule ids of its own rules; a new standard adds its file here.
 */
import { links as general } from './links/general-hotline.ts'
import { links as mall } from './links/mall-desk.ts'
import { links as online } from './links/online-wechat.ts'
import { links as property } from './links/property-service.ts'
import { links as telecom } from './links/telecom-hall.ts'
import { links as water } from './links/water-hotline.ts'

const byStandard: Record<string, Record<string, string[]>> = {
  'general-hotline': general,
  'mall-desk': mall,
  'online-wechat': online,
  'property-service': property,
  'telecom-hall': telecom,
  'water-hotline': water,
}

export const links: Record<string, string[]> = {}
for (const [standard, rows] of Object.entries(byStandard))
  for (const [number, ids] of Object.entries(rows)) {
    links[number] = [...(links[number] ?? []), ...ids.map(id => `${standard}#${id}`)]
  }
