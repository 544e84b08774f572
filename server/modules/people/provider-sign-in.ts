/** Signing in through the organisation's provider, and confirming there who one is. */
import { Fault } from '@sansheng/contract/fault.ts'
import { providerPath } from '@sansheng/contract/provider.ts'
import { type Ctx, commitRefused } from '../../platform/ctx.ts'
import { lockOrOpenCase } from '../../platform/events/index.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import type { SecretBox } from '../../platform/secret-box.ts'
import { dropAfter, recordOn } from './account-events.ts'
import { type Account, accountByStaffNumber } from './accounts.ts'
import { type Opened, openSession, type ShownByBrowser } from './open-session.ts'
import type { Claims, Flow, Provider } from './provider.ts'
import { staffNumberHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { flowLasts } from './sign-in-rules.ts'
import { confirmSession } from './store.ts'
import { countAtProvider, forgetAtProvider, takeRefusalAtProvider } from './tries.ts'

export type ProviderNeeds = { provider: Provider | null; box: SecretBox; sessions: Sessions }
/** Whom a flow is sealed for: one that was begun to sign in confirms nothing, and the other way round. */
const sealedFor = 'sign-in at the provider'

const theProvider = ({ provider }: ProviderNeeds): Provider => {
  if (!provider) throw new Fault('provider.none')
  return provider
}

/** `origin`: as the browser says where its page comes from; the provider knows which addresses of ours it leads back to. */
export async function beginAtProvider(
  ctx: Ctx,
  needs: ProviderNeeds,
  { origin, again }: { origin: string | undefined; again: boolean },
): Promise<{ url: string; sealed: string }> {
  const provider = theProvider(needs)
  if (!origin || !URL.canParse(origin)) throw new Fault('client.unknown')
  const { url, flow } = await provider.begin(new URL(providerPath, origin).href, again, ctx.now())
  return { url, sealed: needs.box.seal(JSON.stringify(flow), sealedFor, ctx.random) }
}

/** The provider's word, before any transaction. Many answers from one address that are not to be believed make the next one wait. */
export async function askProvider(
  ctx: Ctx,
  needs: ProviderNeeds,
  shown: { sealed: string | null; answer: string; address: string; again: boolean },
): Promise<Claims & { flow: Flow }> {
  const provider = theProvider(needs)
  const opened = shown.sealed === null ? null : needs.box.open(shown.sealed, sealedFor)
  if (opened === null) throw new Fault('provider.failed')
  const flow = JSON.parse(opened) as Flow
  if (ctx.now() - flow.at > flowLasts || flow.state.startsWith('c.') !== shown.again) throw new Fault('provider.failed')
  await countAtProvider(ctx, shown.address)
  const claims = await provider.finish(flow, shown.answer)
  await forgetAtProvider(ctx, shown.address)
  return { ...claims, flow }
}

/** As the person whose staff number the provider names; nobody is made by it, and it gives nobody a role. */
export async function signInAtProvider(
  ctx: Ctx,
  { sessions }: ProviderNeeds,
  claims: Claims,
  shown: ShownByBrowser,
): Promise<Opened> {
  const account = await accountByStaffNumber(ctx, claims.staffNumber)
  if (!account?.active) return await refuse(ctx, claims.staffNumber, account)
  await lockOrOpenCase(ctx, account.home_site_id, 'account', account.id)
  const method = claims.secondFactor ? 'provider-second-factor' : 'provider'
  return await openSession(ctx, sessions, account, { method, shown, detail: {} })
}

/** The person of the session must be the one whom the provider asked just now. */
export async function confirmAtProvider(ctx: Ctx, { sessions }: ProviderNeeds, claims: Claims & { flow: Flow }): Promise<void> {
  const { personId, sessionId } = mustBeStaff(ctx.actor)
  const account = await accountByStaffNumber(ctx, claims.staffNumber)
  // the clock of the provider may be behind by a minute
  const isFresh = claims.authenticatedAt !== null && claims.authenticatedAt > claims.flow.at - 60_000
  if (account?.id !== personId || !isFresh) throw new Fault('provider.failed')
  await confirmSession(ctx, sessionId)
  await dropAfter(ctx, sessions, sessionId)
}

async function refuse(ctx: Ctx, staffNumber: string, account: Account | null): Promise<never> {
  const toRecord = await takeRefusalAtProvider(ctx, staffNumberHash(staffNumber))
  if (account && toRecord)
    await recordOn(ctx, account, 'session.refused', { reason: 'inactive', method: 'provider', tries: toRecord.tries })
  commitRefused(ctx)
  throw new Fault('provider.unknown')
}
