/** What a module says once about itself. `modules/all.ts` lists the manifests; routes, jobs, OpenAPI, permissions and the architecture test read them. */
import type { ModuleRecords } from '@sansheng/contract/recorded.ts'
import type { Labels, Permissions, Routes } from '@sansheng/contract/route.ts'
import { coreVocabulary, type RefKind, recordedBy, type Vocabulary } from '@sansheng/rulebook/vocabulary'
import type { Served } from './http.ts'
import type { JobHandlers } from './jobs/jobs.ts'
import type { SubjectSpec } from './subjects.ts'

export type CaseKind = Labels & {
  /** Whether the standard in force observes and gates cases of this kind; otherwise why not. */
  observed: true | { no: string }
  /** The case of a lasting thing, for example a person's account: it is opened once and never ends. */
  permanent?: true
}

/** `Connected`: what the module needs from `app.ts`, for example the port of a module on a higher floor. */
export type Module<Connected = unknown> = {
  /** The word of its folder, its contract, its feature on the web and its operations in OpenAPI. */
  name: string
  /** A module imports modules of lower floors only. */
  floor: 1 | 2 | 3 | 4 | 5
  /** Its tables, which only this module writes, and its views. */
  tables: readonly string[]
  contract: Routes
  /** Everything that its contract file exports: shapes with a name are published under it. */
  shapes: Readonly<Record<string, unknown>>
  routes: (server: Served, connected: Connected) => void
  permissions: Permissions
  caseKinds?: Readonly<Record<string, CaseKind>>
  /** The kinds of subjects that are its own. */
  subjects?: Readonly<Partial<Record<RefKind, SubjectSpec>>>
  /** Handlers of its jobs by kind. */
  jobs?: (connected: Connected) => JobHandlers
  /** Jobs that come again by themselves: milliseconds until the first run; the handler returns the instant of the next. */
  recurring?: Readonly<Record<string, number>>
  /** Events of the vocabulary that it records. */
  events?: ModuleRecords['events']
  /** Facts that it states: by path, or a whole group. Both stand in `contract/recorded.ts`, because the compiler needs them in the browser too. */
  facts?: ModuleRecords['facts']
}

/** What all modules of a list need together; `app.ts` builds exactly this. */
export type ConnectedTo<List extends readonly Module<never>[]> = (
  List[number] extends infer M
    ? M extends Module<infer Connected>
      ? (needs: Connected) => void
      : never
    : never
) extends (needs: infer All) => void
  ? All
  : never

type Part = 'permissions' | 'caseKinds' | 'recurring' | 'subjects'

/** One part of all manifests in one record; two modules that declare the same key are refused. */
export function collect<const P extends Part>(modules: readonly Module<never>[], part: P): NonNullable<Module<never>[P]> {
  const all: Record<string, unknown> = {}
  for (const module of modules)
    for (const [key, value] of Object.entries(module[part] ?? {})) {
      if (Object.hasOwn(all, key)) throw new Error(`${key} is declared twice in ${part}, at last by ${module.name}.`)
      all[key] = value
    }
  return all as NonNullable<Module<never>[P]>
}

/** What these modules record and state: a rule that waits for anything else does not run. */
export const vocabularyOf = (modules: readonly Pick<Module<never>, 'events' | 'facts'>[]): Vocabulary =>
  recordedBy(coreVocabulary, ...modules.map(({ events = [], facts = [] }) => ({ events, facts })))
