import { main } from '../server/cli/main.ts'

process.exitCode = await main(['start'], process)
