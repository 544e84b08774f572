export { addCost, type Changed, type Cost, compare, noCost, type Sum } from './cost.ts'
export { type Figure, noFigure, type Replay, simulate, stateAfter } from './simulate.ts'
