export { type Counts, type Differs, type Simulated, simulateSite } from './past.ts'
