export { type Counts, type Differs, type Simulated, simulateSite } from './past.ts'
export { simulationRoutes } from './routes.ts'
export { simulationJobs } from './runs.ts'
