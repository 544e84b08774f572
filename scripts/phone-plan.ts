import metadata from 'libphonenumber-js/metadata.max.json'

/** The text of `contract/phone-metadata.gen.ts` as the installed library would have it. */
export function planSource(): string {
  const { version, countries } = metadata as unknown as { version: number; countries: Record<string, unknown> }
  const plan = { version, country_calling_codes: { 86: ['CN'] }, countries: { CN: countries.CN }, nonGeographic: {} }
  return [
    '// Written by scripts/phone-metadata.ts from libphonenumber-js; do not edit.',
    "import type { MetadataJson } from 'libphonenumber-js/core'",
    '',
    `export const phonePlan = ${JSON.stringify(plan)} as unknown as MetadataJson`,
    '',
  ].join('\n')
}
