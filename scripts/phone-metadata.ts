/**
 * Writes `contract/phone-metadata.gen.ts`: the numbering plan of mainland China out of libphonenumber-js, a thirtieth of its whole data,
 * because browsers load it: npx tsx scripts/phone-metadata.ts
 */
import { writeFileSync } from 'node:fs'
import { planSource } from './phone-plan.ts'

writeFileSync(new URL('../contract/phone-metadata.gen.ts', import.meta.url), planSource())
