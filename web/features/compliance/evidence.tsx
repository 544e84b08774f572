import { type FindingExplanation, standards } from '@sansheng/contract/standards.ts'
import { useCall } from '../../app/call.ts'
import { full } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { EvidenceTrail } from '../../ui/evidence-trail.tsx'
import { ExemptionActs } from '../../ui/exemption-acts.tsx'
import { RuleText } from '../../ui/rule-text.tsx'
import { Shown } from '../../ui/states.tsx'
import type { ComplianceLabels } from './labels.ts'

/** Why it was met, late or stopped: the arithmetic of a clock, or what a gate read. */
export function Evidence({
  siteId,
  clockId,
  findingId,
  t,
}: {
  siteId: number
  clockId: string | null
  findingId: string | null
  t: ComplianceLabels
}) {
  if (clockId) return <OfClock siteId={siteId} id={clockId} />
  return findingId ? <OfGate siteId={siteId} id={findingId} t={t} /> : null
}

function OfClock({ siteId, id }: { siteId: number; id: string }) {
  const read = useCall(standards.explainClock, { params: { siteId, id } })
  return (
    <Shown of={read}>
      {found => <EvidenceTrail explanation={found} acts={<ExemptionActs siteId={siteId} explanation={found} />} />}
    </Shown>
  )
}

function OfGate({ siteId, id, t }: { siteId: number; id: string; t: ComplianceLabels }) {
  const read = useCall(standards.explainFinding, { params: { siteId, id } })
  return <Shown of={read}>{found => <Gate found={found} t={t} />}</Shown>
}

function Gate({ found, t }: { found: FindingExplanation; t: ComplianceLabels }) {
  const nameOf = useActorName()
  return (
    <section className="ss-gate-evidence ss-13" aria-label={t('evidence')}>
      <p className="ss-song">{found.prose || found.rule.sentence}</p>
      <h4 className="ss-12 ss-3">{t('evidence')}</h4>
      <dl className="ss-facts ss-12">
        {Object.entries(found.evidence).map(([name, value]) => (
          <div key={name} className="ss-row">
            <dt className="ss-3">{name}</dt>
            <dd>{String(value ?? '—')}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary className="ss-12">{t('asOf', { version: found.standard.version })}</summary>
        <RuleText source={found.rule.source} />
      </details>
      {found.events.map(e => (
        <p key={e.seq} className="ss-12 ss-3">
          {t('event', { seq: e.seq })} · {full(e.at)} {e.actor && nameOf(e.actor)}
        </p>
      ))}
    </section>
  )
}
