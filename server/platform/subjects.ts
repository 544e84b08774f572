/**
 * Whatever a rule can speak about is a subject. Its module says of each kind which thing people open for it (its root), who may see it, how
 * its rows read in a list, and who stands behind the roles of a rule; clocks, findings, bell, stream and figures know nothing else of it.
 */
import type { Permission } from '@sansheng/contract/route.ts'
import type { Refs } from '@sansheng/rulebook/engine'
import type { Facts, RefKind, SubjectKind } from '@sansheng/rulebook/vocabulary'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DB } from '../schema.gen.ts'
import { type Owned, reach } from './access.ts'
import { type Principal, personIdOf } from './principal.ts'

export type Subject = { kind: SubjectKind; id: string }
/** Who answers for a subject, by the roles that a rule may name; a department by its name. */
type Answerable = { frontOwner?: string | undefined; handler?: string | undefined; department?: string | undefined }

type Reading = { db: Kysely<DB> }

export type SubjectSpec = {
  /** Kinds that people open for this one, the nearest first: a form's root is its ticket. It is its own root when its refs name none of them. */
  roots?: readonly RefKind[]
  /** Shows what happens to it to whoever it lies within the reach of. */
  permission: Permission
  /** Whoever holds the permission sees it, however far his reach: a notice, the standard. */
  everybody?: true
  /** Address of its screen. */
  path?: (id: string) => string
  /**
   * `select site_id, id, case_id, number, title, handler_id, front_owner_id, department_id, persons from …`: one row for each of this kind, so
   * that a list joins all of it in one statement. Figures by person go by handler and front owner; `persons` are those to whom it shows.
   */
  rows?: RawBuilder<unknown>
  /** Reads who answers for it from what is known of it, or asks. */
  answerable?: (ctx: Reading, siteId: number, id: string, facts: Facts) => Promise<Answerable> | Answerable
}

export type Subjects = {
  rootOf(subject: Subject, refs: Refs): Subject
  answerable(ctx: Reading, siteId: number, root: { kind: string; id: string }, facts: Facts): Promise<Answerable>
  pathOf(kind: string, id: string): string | null
  /** The same predicate as in lists, for one subject whose owners are known. */
  shows(actor: Principal, siteId: number, owners: Owners): boolean
  /**
   * Joins `alias` with number, title, path's kind and owners of the subject in the columns `kind` and `id` (uuid) of `of`:
   * `left join (…) <alias> on …`.
   */
  join(of: string, columns: { kind: string; id: string }, alias: string): RawBuilder<unknown>
  /** Whose each subject in the columns `kind` and `id` (uuid) of `of` is now, as `Owners`: an expression that looks up that one row. */
  ownersIn(of: string, columns: { kind: string; id: string }): RawBuilder<unknown>
}

export function subjectsOf(specs: Readonly<Partial<Record<SubjectKind, SubjectSpec>>>): Subjects {
  const listed = Object.entries(specs).flatMap(([kind, spec]) => (spec?.rows ? [{ kind, rows: spec.rows }] : []))
  const union = sql.join(
    listed.map(
      ({ kind, rows }) =>
        sql`select ${sql.lit(kind)} as kind, site_id, id, case_id, number, title, handler_id, front_owner_id, department_id, persons from (${rows}) r`,
    ),
    sql` union all `,
  )
  const hasRoots = (kind: string) => specs[kind as RefKind]?.roots !== undefined
  // what no module owns, for example a clock or the case itself, is opened through whatever it speaks of
  const openable = [...listed]
    .sort((a, b) => Number(hasRoots(a.kind)) - Number(hasRoots(b.kind)))
    .map(({ kind }) => kind as RefKind)
  return {
    rootOf(subject, refs) {
      const spec = specs[subject.kind]
      for (const kind of spec ? (spec.roots ?? []) : openable) {
        const id = refs[kind]
        if (id !== undefined) return { kind, id }
      }
      return spec ? subject : { kind: 'case', id: refs.case ?? subject.id }
    },
    async answerable(ctx, siteId, root, facts) {
      return (await specs[root.kind as RefKind]?.answerable?.(ctx, siteId, root.id, facts)) ?? {}
    },
    pathOf: (kind, id) => specs[kind as RefKind]?.path?.(id) ?? null,
    shows(actor, siteId, owners) {
      const spec = specs[owners.kind as RefKind]
      return spec !== undefined && isVisible(actor, spec, siteId, owners)
    },
    join: (of, { kind, id }, alias) =>
      sql`left join (${union}) ${sql.ref(alias)} on ${sql.ref(`${alias}.site_id`)} = ${sql.ref(`${of}.site_id`)}
        and ${sql.ref(`${alias}.kind`)} = ${sql.ref(`${of}.${kind}`)} and ${sql.ref(`${alias}.id`)} = ${sql.ref(`${of}.${id}`)}`,
    // not by the join above: whoever joins many rows to all subjects reads all tables from end to end
    ownersIn(of, { kind, id }) {
      const owned = { kind: sql.ref(`${of}.${kind}`), id: sql.ref(`${of}.${id}`) }
      const named = sql`'kind', ${owned.kind}, 'id', ${owned.id}`
      const cases = listed.map(
        spec => sql`when ${sql.lit(spec.kind)} then (
          select jsonb_build_object(${named}, 'persons', to_jsonb(r.persons), 'departmentId', r.department_id)
          from (${spec.rows}) r where r.site_id = ${sql.ref(`${of}.site_id`)} and r.id = ${owned.id})`,
      )
      const nobodys = sql`jsonb_build_object(${named}, 'persons', '[]'::jsonb, 'departmentId', null)`
      return cases.length === 0 ? nobodys : sql`coalesce(case ${owned.kind} ${sql.join(cases, sql` `)} end, ${nobodys})`
    },
  }
}

/** What of the joined subjects lies within the reach of whoever asks; what has no owner shows to those who see the whole site. */
export function ownedWithinReach(actor: Principal, permission: Permission, siteId: number, alias: string): RawBuilder<boolean> {
  const how = reach(actor, permission, siteId)
  if (how === null) return sql<boolean>`false`
  if (how === 'site') return sql<boolean>`true`
  const mine = sql`${personIdOf(actor)} = any(${sql.ref(`${alias}.persons`)})`
  if (how === 'own' || actor.kind !== 'staff') return sql<boolean>`(${mine})`
  return sql<boolean>`(${mine} or ${sql.ref(`${alias}.department_id`)} = any(${[...actor.departmentIds]}::uuid[]))`
}

/** Whose a subject is, as the stream carries it. */
export type Owners = { kind: string; id: string; persons: readonly (string | null)[]; departmentId: string | null }

/** Whose it was, where somebody who had it has it no more; null where nobody lost it. */
export function takenFrom(subject: Subject, before: Owned, after: Owned): Owners | null {
  const left = before.persons.some(id => id !== null && !after.persons.includes(id))
  const moved = before.departmentId !== null && before.departmentId !== after.departmentId
  return left || moved ? { ...subject, ...before } : null
}

function isVisible(actor: Principal, { permission, everybody }: SubjectSpec, siteId: number, owners: Owners): boolean {
  const how = reach(actor, permission, siteId)
  if (how === null) return false
  if (how === 'site' || everybody) return true
  const me = personIdOf(actor)
  if (me !== null && owners.persons.includes(me)) return true
  return (
    how === 'team' && actor.kind === 'staff' && owners.departmentId !== null && actor.departmentIds.includes(owners.departmentId)
  )
}
