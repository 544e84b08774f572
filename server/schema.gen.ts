// Generated from the migrated database by "npx tsx scripts/schema.ts"; do not edit.

// biome-ignore lint/complexity/noBannedTypes: no table yet
export type DB = {}
