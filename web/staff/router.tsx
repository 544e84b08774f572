/** Addresses of the screens. Each feature comes in a piece of its own when somebody goes there. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { Crash, NotFound } from '../app/crash.tsx'
import type { ComplianceSearch } from '../features/compliance/search.ts'
import type { TicketSearch } from '../features/tickets/search.ts'
import { Shell } from '../shell/shell.tsx'

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 200) : typeof value === 'number' ? String(value) : undefined
const flag = (value: unknown): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined
/** Only what is there: an absent filter is not in the address. */
function given<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Crash })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (s: Record<string, unknown>) => given<{ next?: string }>({ next: text(s.next) }),
  component: lazyRouteComponent(() => import('../features/session/sign-in.tsx'), 'SignIn'),
})
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../features/welcome/welcome.tsx'), 'Welcome'),
})
const board = createRoute({
  getParentRoute: () => root,
  path: '/board',
  component: lazyRouteComponent(() => import('../features/board/board.tsx'), 'Board'),
})

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })
const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/desk' })
  },
})
const desk = createRoute({
  getParentRoute: () => shell,
  path: '/desk',
  validateSearch: (s: Record<string, unknown>) => given<{ contact?: string }>({ contact: text(s.contact) }),
  component: lazyRouteComponent(() => import('../features/desk/desk.tsx'), 'Desk'),
})
const tickets = createRoute({
  getParentRoute: () => shell,
  path: '/tickets',
  validateSearch: (s: Record<string, unknown>): TicketSearch =>
    given({
      q: text(s.q),
      open: flag(s.open),
      mine: flag(s.mine),
      breached: flag(s.breached),
      status: text(s.status),
      kind: text(s.kind),
      urgency: text(s.urgency),
      departmentId: text(s.departmentId),
      sort: text(s.sort) as TicketSearch['sort'],
    }),
  component: lazyRouteComponent(() => import('../features/tickets/list.tsx'), 'TicketList'),
})
const ticket = createRoute({
  getParentRoute: () => shell,
  path: '/tickets/$id',
  validateSearch: (s: Record<string, unknown>) => given<{ clock?: string }>({ clock: text(s.clock) }),
  component: lazyRouteComponent(() => import('../features/tickets/ticket.tsx'), 'TicketScreen'),
})
const forms = createRoute({
  getParentRoute: () => shell,
  path: '/forms',
  validateSearch: (s: Record<string, unknown>) =>
    given<{ status?: string; mine?: boolean }>({ status: text(s.status), mine: flag(s.mine) }),
  component: lazyRouteComponent(() => import('../features/dispatch/list.tsx'), 'FormList'),
})
const form = createRoute({
  getParentRoute: () => shell,
  path: '/forms/$id',
  component: lazyRouteComponent(() => import('../features/dispatch/form.tsx'), 'FormScreen'),
})
const standard = createRoute({
  getParentRoute: () => shell,
  path: '/standard',
  validateSearch: (s: Record<string, unknown>) =>
    given<{ rule?: string; verdict?: string; edit?: boolean; version?: string; period?: string }>({
      rule: text(s.rule),
      verdict: text(s.verdict),
      edit: flag(s.edit),
      version: text(s.version),
      period: text(s.period),
    }),
  component: lazyRouteComponent(() => import('../features/standards/standard.tsx'), 'StandardScreen'),
})
const complianceOfClauses = createRoute({
  getParentRoute: () => shell,
  path: '/standard/compliance',
  validateSearch: (s: Record<string, unknown>): ComplianceSearch =>
    given({
      range: text(s.range),
      from: text(s.from),
      to: text(s.to),
      unit: text(s.unit),
      group: text(s.group),
      kind: text(s.kind),
      chapter: text(s.chapter),
      late: flag(s.late),
      rule: text(s.rule),
      at: text(s.at),
      who: text(s.who),
      verdict: text(s.verdict),
    }) as ComplianceSearch,
  component: lazyRouteComponent(() => import('../features/compliance/compliance.tsx'), 'ComplianceScreen'),
})
const importHandbook = createRoute({
  getParentRoute: () => shell,
  path: '/standard/import',
  component: lazyRouteComponent(() => import('../features/handbooks/import.tsx'), 'ImportScreen'),
})
const comparison = createRoute({
  getParentRoute: () => shell,
  path: '/standard/compare',
  validateSearch: (s: Record<string, unknown>) => given<{ from?: string; to?: string }>({ from: text(s.from), to: text(s.to) }),
  component: lazyRouteComponent(() => import('../features/standards/versions/compare.tsx'), 'CompareScreen'),
})
const handbook = createRoute({
  getParentRoute: () => root,
  path: '/standard/print',
  validateSearch: (s: Record<string, unknown>) => given<{ version?: string }>({ version: text(s.version) }),
  component: lazyRouteComponent(() => import('../features/standards/print/handbook.tsx'), 'HandbookScreen'),
})
const notices = createRoute({
  getParentRoute: () => shell,
  path: '/notices',
  component: lazyRouteComponent(() => import('../features/notices/notices.tsx'), 'Notices'),
})
const peoplePage = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: lazyRouteComponent(() => import('../features/people/people.tsx'), 'People'),
})
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/session/account.tsx'), 'Account'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    welcome,
    board,
    handbook,
    shell.addChildren([
      home,
      desk,
      tickets,
      ticket,
      forms,
      form,
      standard,
      comparison,
      complianceOfClauses,
      importHandbook,
      notices,
      peoplePage,
      account,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
