import { simulation } from '@sansheng/contract/simulation.ts'
import { type Served, serve } from '../../platform/http.ts'
import { trialHandlers } from './trial-routes.ts'
import { type SimulationNeeds, whatIfHandlers } from './what-if-routes.ts'

export function simulationRoutes(server: Served, needs: SimulationNeeds): void {
  const { compiledStandards } = needs
  serve(server, 'simulation', simulation, { ...whatIfHandlers(needs), ...trialHandlers(compiledStandards) })
}
