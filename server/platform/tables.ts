/** Tables that no module owns: cases and their events, the stream, jobs, and what makes a request happen once. */
export const platformTables = [
  'cases',
  'events',
  'event_values',
  'seals',
  'sealed_cases',
  'seal_keys',
  'outbox',
  'stream',
  'stream_head',
  'jobs',
  'serials',
  'idempotency',
] as const
