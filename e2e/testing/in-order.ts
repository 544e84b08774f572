import { TestRunner } from 'vitest'

/** The steps of a journey keep their order, whatever the order of other tests. */
export default class InOrder extends TestRunner {
  constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
    super({ ...config, sequence: { ...config.sequence, shuffle: false } })
  }
}
