import type { Ctx } from '../../platform/ctx.ts'

/** Milliseconds for which what was read is used without asking again: another node may have changed it in the meantime. */
const believedFor = 5_000

type Remembering = Pick<Ctx, 'now' | 'kernel'>
export type Believed<T> = {
  /** What is known under a key of a site, else what `load` finds; what it does not find is not remembered. */
  read(ctx: Remembering, siteId: number, key: string, load: () => Promise<T | null | undefined>): Promise<T | null>
  /** Call it when a change of this site has committed. */
  forget(ctx: Remembering, siteId: number): void
}

/** Small things of a site that every request asks for, per installation. */
export function believed<T>(): Believed<T> {
  const installations = new WeakMap<Ctx['kernel'], Map<number, Map<string, { value: T; readAt: number }>>>()
  function knownOf(ctx: Remembering, siteId: number) {
    const sites = installations.get(ctx.kernel) ?? new Map<number, Map<string, { value: T; readAt: number }>>()
    installations.set(ctx.kernel, sites)
    const known = sites.get(siteId) ?? new Map<string, { value: T; readAt: number }>()
    sites.set(siteId, known)
    return known
  }
  return {
    async read(ctx, siteId, key, load) {
      const known = knownOf(ctx, siteId)
      const before = known.get(key)
      if (before && ctx.now() - before.readAt < believedFor) return before.value
      const value = (await load()) ?? null
      if (value === null) known.delete(key)
      else known.set(key, { value, readAt: ctx.now() })
      return value
    },
    forget: (ctx, siteId) => void installations.get(ctx.kernel)?.delete(siteId),
  }
}
