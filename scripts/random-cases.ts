/**
 * Random cases are others on each run, and a counterexample is printed with its seed; in CI they are the same each time, so that two runs of
 * one state agree.
 */
import fc from 'fast-check'

if (process.env.CI) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1796041075 })
