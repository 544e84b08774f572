// A process that uses the embedded database of one data folder, for tests that kill it: tsx parent.ts <data folder>
// Prints what it got as one line of JSON; ends the database and itself when its input closes.
import { startEmbeddedPostgres } from '../embedded-postgres.ts'

const embedded = await startEmbeddedPostgres({ home: process.argv[2]!, careless: true })
console.log(JSON.stringify({ connection: embedded.connection, adopted: embedded.adopted }))
process.stdin.resume().once('end', () => embedded.stop())
