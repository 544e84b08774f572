/** All features of the product; adding one adds one line. */

import type { Feature } from '../app/feature.ts'
import { compliance } from '../features/compliance/feature.ts'
import { handbooks } from '../features/handbooks/feature.ts'
import { publication } from '../features/publication/feature.ts'
import { simulation } from '../features/simulation/feature.ts'
import { standards } from '../features/standards/feature.ts'

export const features: readonly Feature[] = [compliance, handbooks, publication, simulation, standards]
