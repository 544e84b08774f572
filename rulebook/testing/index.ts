export { at, brief, local, rulebookOf, type Story, standard, story, verdicts } from './builders.ts'
export { makeWalker } from './minute-walker.ts'
