import type { ledger } from '@sansheng/contract/ledger.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { Link } from '@tanstack/react-router'
import { Button, Typography } from 'antd'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { counted } from '../../ui/counted.ts'
import { FaultNote } from '../../ui/states.tsx'
import type { LedgerLabels } from './labels.ts'

type Overview = ReplyOf<typeof ledger.overview>
type Verified = ReplyOf<typeof standards.verifyLedger>

/** How much the ledger holds, by which key it is sealed, and the recomputation on the spot. */
export function Proof({ overview, caseId, t }: { overview: Overview; caseId: string | undefined; t: LedgerLabels }) {
  const { siteId } = useSession()
  const verify = useSend(standards.verifyLedger)
  const { events, cases, key, seals } = overview
  const last = seals[0]
  return (
    <section className="ss-sheet ss-ledger-proof" aria-label={t('proof')}>
      <div className="ss-row ss-wrap">
        <p className="ss-grow">
          {t('holds', { cases, events })}
          {last ? t('lastSeal', { number: last.number, at: exact(last.sealedAt) }) : t('noSeal')}
        </p>
        <Button
          type="primary"
          loading={verify.isPending}
          onClick={() => verify.mutate({ params: { siteId }, body: caseId ? { caseId } : {} })}
        >
          {t(verify.isPending ? 'verifying' : caseId ? 'verifyCase' : 'verify')}
        </Button>
      </div>
      <p className="ss-13 ss-2 ss-ledger-key">
        {t('key')}{' '}
        <Typography.Text copyable className="ss-num">
          {key}
        </Typography.Text>{' '}
        <span className="ss-3">{t('keyHint')}</span>
      </p>
      <div aria-live="polite">
        {verify.error && <FaultNote fault={verify.error} inline />}
        {verify.data && !verify.isPending && <Verdict found={verify.data} t={t} />}
      </div>
      {seals.length > 0 && (
        <details>
          <summary className="ss-13">{t('seals')}</summary>
          <ol className="ss-ledger-seals ss-12">
            {seals.map(seal => (
              <li key={seal.number} className="ss-row ss-wrap">
                <span>{t('sealLine', { number: seal.number })}</span>
                <span className="ss-num">{exact(seal.sealedAt)}</span>
                <span className="ss-2">{t('sealHolds', { events: seal.events })}</span>
                <code className="ss-num ss-3">{seal.hash}</code>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

function Verdict({ found, t }: { found: Verified; t: LedgerLabels }) {
  const { ok, cases, events, seals, unsealed, erased, broken } = found
  const words = erased.reduce((sum, each) => sum + each.words, 0)
  return (
    <div className={`ss-ledger-verdict ${ok ? 'ss-ledger-whole' : 'ss-ledger-broken'}`}>
      <p className="ss-row">
        {ok ? <ShieldCheck size={18} aria-hidden="true" /> : <ShieldAlert size={18} aria-hidden="true" />}
        <b>{ok ? t('whole', { cases, events, seals }) : t('broken', { count: broken.length })}</b>
      </p>
      {unsealed > 0 && <p className="ss-13">{t('unsealed', { count: unsealed })}</p>}
      {words > 0 && <p className="ss-13">{t('erased', { count: words })}</p>}
      {broken.length > 0 && (
        <ul className="ss-13">
          {counted(broken).map(({ n, it }) => (
            <li key={n}>
              {it.seq === null ? it.why : t('brokenAt', { seq: it.seq, why: it.why })}{' '}
              {it.caseId && (
                <Link to="/ledger" search={{ case: it.caseId }}>
                  {t('openCase')}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
