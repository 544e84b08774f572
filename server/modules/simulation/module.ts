import * as contract from '@sansheng/contract/simulation.ts'
import * as trialContract from '@sansheng/contract/trial.ts'
import * as whatIfContract from '@sansheng/contract/what-if.ts'
import type { Module } from '../../platform/module.ts'
import { simulationRoutes } from './routes.ts'
import { simulationJobs } from './runs.ts'
import type { SimulationNeeds } from './what-if-routes.ts'

export const simulation: Module<SimulationNeeds> = {
  name: 'simulation',
  floor: 5,
  tables: ['what_if_runs', 'what_if_changes'],
  contract: contract.simulation,
  shapes: { ...whatIfContract, ...trialContract },
  routes: simulationRoutes,
  permissions: {},
  jobs: ({ compiledStandards }) => simulationJobs(compiledStandards),
}
