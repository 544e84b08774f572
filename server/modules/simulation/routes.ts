import { simulation } from '@sansheng/contract/simulation.ts'
import { type Served, serve } from '../../platform/http.ts'
import type { RunApart } from '../../platform/threads.ts'
import type { CheckSource, CompiledStandards } from '../standards/index.ts'
import { trialHandlers } from './trial-routes.ts'
import { whatIfHandlers } from './what-if-routes.ts'

export type SimulationNeeds = { compiledStandards: CompiledStandards; readApart: RunApart<{ check: CheckSource }> }

export function simulationRoutes(server: Served, needs: SimulationNeeds): void {
  const { compiledStandards } = needs
  serve(server, 'simulation', simulation, { ...whatIfHandlers(needs), ...trialHandlers(compiledStandards) })
}
