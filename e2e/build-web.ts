/** Journeys use the web as it is shipped: built, if what is there is stale. */
import { buildParts } from '../scripts/build.mjs'

export default async function buildWeb(): Promise<void> {
  await buildParts(['web'])
}
