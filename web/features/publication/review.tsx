import { type Publication, publication as routes } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { App, Button, Modal } from 'antd'
import { useCall, useSend } from '../../app/call.ts'
import { Slot } from '../../app/feature-context.tsx'
import { labelled } from '../../app/punctuation.ts'
import { exact } from '../../app/time.ts'
import { AnswerActs } from '../../ui/answer-acts.tsx'
import { ApprovalSteps } from '../../ui/approval-steps.tsx'
import { Violations } from '../../ui/gate-note.tsx'
import type { ClauseView } from '../../ui/rule-figure.ts'
import { FaultNote, Loading } from '../../ui/states.tsx'
import { AcceptedDifferences } from './differences.tsx'
import type { PublicationLabels } from './labels.ts'

/** What would change, who has been asked, and what may be done about it. */
export function Review({
  siteId,
  publication,
  onClose,
  t,
}: {
  siteId: number
  publication: Publication
  onClose: () => void
  t: PublicationLabels
}) {
  const submitted = useCall(routes.get, { params: { siteId, id: publication.id } })
  const { title, note, submittedBy, submittedAt, version, state } = publication
  return (
    <Modal
      open
      width={920}
      title={title}
      onCancel={onClose}
      footer={<Decision publication={publication} siteId={siteId} t={t} />}
    >
      <div className="ss-col ss-review">
        <p className="ss-13 ss-2">
          {t('submittedBy', { name: submittedBy?.name ?? '', at: exact(submittedAt), number: publication.base.number })}
          {note && ` · ${t('noteSays', { note })}`}
        </p>
        {state !== 'waiting' && (
          <p className="ss-note">
            <span>
              {t(`state.${state}`, { number: version?.number ?? '' })} {state === 'overtaken' && t('overtakenHelp')}
            </span>
          </p>
        )}
        {publication.override && (
          <div className="ss-gate">
            <div className="ss-grow">
              <p>{t('passes', { reason: publication.override.reason })}</p>
              <Violations violations={publication.override.violations} />
            </div>
          </div>
        )}
        <ApprovalSteps {...stepsOf(submitted.data ?? publication)} />
        <AcceptedDifferences differences={publication.differences} t={t} />
        <NotYetRunning clauses={submitted.data?.clauses ?? []} t={t} />
        <Changed siteId={siteId} publication={publication} t={t} />
        <Slot name="what-if" props={{ siteId, publicationId: publication.id }} />
      </div>
    </Modal>
  )
}

const stepsOf = ({ steps, answers }: Publication) => ({ steps, answers })

const runningKinds = new Set<string>(['deadline', 'cadence', 'limit', 'require', 'route'])

/** Rules of the submitted text that would not run once it is published, because nobody records what they need. */
function NotYetRunning({ clauses, t }: { clauses: ClauseView[]; t: PublicationLabels }) {
  const rules = clauses.flatMap(clause =>
    clause.from === null ? clause.rules.filter(rule => rule.unmeasured && runningKinds.has(rule.kind)) : [],
  )
  if (rules.length === 0) return null
  return (
    <details className="ss-13">
      <summary>{t('unmeasured', { count: rules.length })}</summary>
      <ul>
        {rules.map(rule => (
          <li key={rule.id}>{labelled(`§${rule.clause.number} ${rule.clause.title}`, rule.unmeasured ?? '')}</li>
        ))}
      </ul>
    </details>
  )
}

/** Clause by clause what it does otherwise than the version that it was written against, and both texts. */
function Changed({ siteId, publication, t }: { siteId: number; publication: Publication; t: PublicationLabels }) {
  const { id, base } = publication
  const submitted = useCall(routes.get, { params: { siteId, id } })
  const before = useCall(standards.getVersion, { params: { siteId, id: base.id } })
  const failed = [submitted, before].find(call => call.error)
  return (
    <section className="ss-col" aria-labelledby="changed">
      <h3 className="ss-h" id="changed">
        {t('difference')}
      </h3>
      {failed ? (
        <FaultNote fault={failed.error!} inline onRetry={() => failed.refetch()} />
      ) : submitted.data && before.data ? (
        <Slot
          name="text-comparison"
          props={{
            before: { ...before.data, name: t('textBefore', { number: base.number }) },
            after: { name: t('submittedText'), source: submitted.data.source, clauses: submitted.data.clauses },
          }}
        />
      ) : (
        <Loading />
      )}
    </section>
  )
}

function Decision({ publication, siteId, t }: { publication: Publication; siteId: number; t: PublicationLabels }) {
  const { message, modal } = App.useApp()
  const approve = useSend(routes.approve)
  const refuse = useSend(routes.refuse)
  const withdraw = useSend(routes.withdraw)
  const params = { siteId, id: publication.id }
  const fault = approve.error ?? refuse.error ?? withdraw.error
  const busy = approve.isPending || refuse.isPending || withdraw.isPending
  const { mayDecide, mayWithdraw, steps } = publication
  if (!mayDecide && !mayWithdraw) return fault ? <FaultNote fault={fault} inline /> : null
  const open = steps.filter(step => step.state !== 'given')
  const last = open.length === 1 && (open[0]!.mode === 'any' || open[0]!.roles.length === 1)
  const give = () =>
    approve
      .mutateAsync({ params })
      .then(done => void message.success(done.version ? t('approvedPublished', { number: done.version.number }) : t('approved')))
      .catch(() => undefined)
  const turnDown = (reason: string) =>
    refuse.mutateAsync({ params, body: { reason } }).then(() => void message.success(t('refused')))
  const takeBack = () =>
    modal.confirm({
      title: t('withdrawAsk'),
      content: t('withdrawText'),
      okText: t('withdraw'),
      cancelText: t('cancel'),
      onOk: () =>
        withdraw
          .mutateAsync({ params })
          .then(() => void message.success(t('withdrawn')))
          .catch(() => undefined),
    })
  const takesBack = mayWithdraw && (
    <Button disabled={busy} onClick={takeBack}>
      {t('withdraw')}
    </Button>
  )
  if (!mayDecide)
    return (
      <div className="ss-col">
        {fault && <FaultNote fault={fault} inline />}
        {takesBack}
      </div>
    )
  return (
    <AnswerActs
      busy={busy}
      fault={fault}
      words={{
        agree: t(last ? 'approveLast' : 'approve'),
        refuse: t('refuse'),
        refusal: t('reason'),
        missing: t('reasonMissing'),
      }}
      onAgree={() => void give()}
      onRefuse={turnDown}
      more={takesBack}
    />
  )
}
