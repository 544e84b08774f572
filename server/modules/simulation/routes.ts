import { simulation } from '@sansheng/contract/simulation.ts'
import { type Served, serve } from '../../platform/http.ts'
import type { CompiledStandards } from '../standards/index.ts'
import { trialHandlers } from './trial-routes.ts'
import { whatIfHandlers } from './what-if-routes.ts'

export function simulationRoutes(server: Served, { compiledStandards }: { compiledStandards: CompiledStandards }): void {
  serve(server, 'simulation', simulation, { ...whatIfHandlers(compiledStandards), ...trialHandlers(compiledStandards) })
}
