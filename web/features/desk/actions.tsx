/** What can be done with the contact now; a locked button says beside it what is missing. */
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { Button, Dropdown } from 'antd'
import { ChevronUp, CircleDashed, LockKeyhole, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { useHotkeys } from '../../app/hotkeys.ts'
import { joined, listed, quoted } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { timeOf } from '../../app/time.ts'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { GateNote } from '../../ui/gate-note.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useNarrow } from '../../ui/sheet.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { EndReason, type Unanswered } from './end-reason.tsx'
import { missingOf } from './guide.tsx'
import type { IntakeState } from './intake-state.ts'
import { useDeskLabels } from './labels.ts'
import type { Verdict } from './standard.ts'

export function Actions({ intake, registering }: { intake: IntakeState; registering: Verdict }) {
  const t = useDeskLabels()
  const { site, can } = useSession()
  const narrow = useNarrow(768)
  const bar = useRef<HTMLElement>(null)
  const more = useRef<HTMLButtonElement>(null)
  const [why, setWhy] = useState<Unanswered | null>(null)
  const { draft, lacking, busy, refused } = intake
  const alone = intake.preview.registering(false)
  const passable = intake.mayOverride && registering.overridable
  const lockedBy = (verdict: Verdict) =>
    lacking.length > 0 || intake.past || (verdict.denied.length > 0 && !(intake.mayOverride && verdict.overridable))
  const locked = lockedBy(registering)
  const lockedAlone = lockedBy(alone)
  const working = busy.registering || busy.closing
  const submit = (dispatch: boolean) => {
    if (working) return
    if (dispatch ? locked : lockedAlone) return focusMissing(bar.current)
    void intake.submit(dispatch)
  }
  const answer = () => {
    if (intake.preview.answering.denied.length > 0) return focusMissing(bar.current, 'textarea[id$="-summary"]')
    void intake.end('answered')
  }
  useHotkeys({ 'Ctrl+s': () => void intake.save(), 'Ctrl+Enter': () => submit(mayDispatch) })
  const mayRegister = can('tickets:register')
  const mayDispatch = can('dispatch:make')
  const what = draft.fault.phenomenon.trim() || draft.category.trim()
  return (
    <footer className="ss-desk-act" ref={bar}>
      {refused?.fault.code === 'gate.denied' ? (
        <GateNote fault={refused.fault} busy={working} {...(refused.override ? { onOverride: refused.override } : {})} />
      ) : (
        refused && <FaultNote fault={refused.fault} inline {...(refused.again ? { onRetry: refused.again } : {})} />
      )}
      <div className="ss-desk-check">
        {draft.address.trim() && what && (
          <>
            <span className="ss-12 ss-3">{t('check')}</span>
            <span className="ss-song">
              {t('checkWords', { address: draft.address.trim(), what, promise: intake.promiseWords ?? '' })}
            </span>
          </>
        )}
      </div>
      {mayRegister && refused?.fault.code !== 'gate.denied' && (
        <Why
          lacking={lacking}
          verdict={registering}
          passable={passable}
          past={intake.past}
          nowhere={mayDispatch && isNowhere(intake.preview.facts)}
          keptAt={intake.keptAt ? timeOf(intake.keptAt, { seconds: true, zone: site!.zone }) : null}
          unkept={intake.unkept}
        />
      )}
      {why && (
        <EndReason
          outcome={why}
          busy={busy.closing}
          onEnd={reason => void intake.end(why, { reason })}
          onCancel={() => {
            setWhy(null)
            more.current?.focus()
          }}
        />
      )}
      <div className="ss-desk-buttons">
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              ...(mayRegister && mayDispatch
                ? [{ key: 'only', label: t('registerOnly'), disabled: lockedAlone || working, onClick: () => submit(false) }]
                : []),
              // on a phone the button has no room; what is typed is kept by itself
              ...(narrow ? [{ key: 'save', label: t('saveDraft'), onClick: () => void intake.save() }] : []),
              { key: 'misdialled', label: t('misdialled'), onClick: () => setWhy('misdialled') },
              { key: 'withdrawn', label: t('withdrawn'), onClick: () => setWhy('withdrawn') },
            ],
          }}
        >
          <Button ref={more} size="large" icon={<ChevronUp size={15} />}>
            {t('more')}
          </Button>
        </Dropdown>
        <Button
          size="large"
          loading={busy.closing}
          onClick={answer}
          title={intake.preview.answering.denied.length > 0 ? t('answerNeeds') : ''}
        >
          {t('answerClose')}
        </Button>
        {!narrow && (
          <Button size="large" loading={busy.saving} onClick={() => void intake.save()}>
            {t('saveDraft')} <Kbd>Ctrl S</Kbd>
          </Button>
        )}
        {mayRegister && (
          <Button
            size="large"
            type="primary"
            className={(mayDispatch ? locked : lockedAlone) ? 'ss-desk-locked' : ''}
            aria-disabled={mayDispatch ? locked : lockedAlone}
            aria-describedby="desk-why"
            loading={busy.registering}
            icon={(mayDispatch ? locked : lockedAlone) ? <LockKeyhole size={15} /> : undefined}
            onClick={() => submit(mayDispatch)}
          >
            {t(mayDispatch ? 'registerDispatch' : 'registerOnly')} <Kbd>Ctrl ↵</Kbd>
          </Button>
        )}
      </div>
    </footer>
  )
}

type WhyProps = {
  lacking: string[]
  verdict: Verdict
  passable: boolean
  past: boolean
  nowhere: boolean
  keptAt: string | null
  unkept: boolean
}
/** Neither a place nor a number to ask for it: whoever is sent finds nobody. */
const isNowhere = ({ ticket, customer }: Facts) => ticket?.place !== 'given' && customer?.phone !== 'given'

function Why({ lacking, verdict, passable, past, nowhere, keptAt, unkept }: WhyProps) {
  const t = useDeskLabels()
  const first = verdict.denied[0]
  const names = [...lacking, ...verdict.denied.flatMap(missingOf)]
  const warned = verdict.warned[0]
  return (
    <div id="desk-why" className="ss-desk-why" role="status">
      {names.length > 0 || first || past ? (
        <span className="ss-row ss-desk-lack">
          <CircleDashed size={14} />
          <span>
            {past && !first && lacking.length === 0
              ? t('promisePast')
              : names.length > 0
                ? `${t('lacking')} ${quoted([...new Set(names)])}`
                : t('locked')}
            {passable && lacking.length === 0 && joined(['', t('passable')])}
          </span>
          {first && <ClauseLink clause={first.clause} />}
        </span>
      ) : (
        warned && (
          <span className="ss-row ss-2">
            <TriangleAlert size={14} />
            <span>
              {t('warned')} {missingOf(warned).length > 0 ? `${t('lacking')} ${listed(missingOf(warned))}` : warned.clause.title}
            </span>
            <ClauseLink clause={warned.clause} />
          </span>
        )
      )}
      {nowhere && lacking.length === 0 && (
        <span className="ss-row ss-desk-lack">
          <TriangleAlert size={14} /> {t('nowhere')}
        </span>
      )}
      {verdict.counted.length > 0 && (
        <span className="ss-row ss-12 ss-3">
          <span>{t('counted')}</span>
          {verdict.counted.map(clause => (
            <ClauseLink key={clause.number} clause={clause} />
          ))}
        </span>
      )}
      {unkept ? (
        <span className="ss-row ss-desk-lack">
          <TriangleAlert size={14} /> {t('unkept')}
        </span>
      ) : (
        keptAt && <span className="ss-12 ss-3 ss-num">{t('saved', { at: keptAt })}</span>
      )}
    </div>
  )
}

/** Leads to the first thing that is still missing. */
function focusMissing(
  bar: HTMLElement | null,
  wanted = '.ss-desk-q.ss-now textarea, .ss-desk-own input, input.ss-desk-own',
): void {
  const form = bar?.closest('.ss-desk-mid')
  const open = form?.querySelector<HTMLElement>(
    '.ss-desk-line [role="group"]:not(:has([aria-pressed="true"])) button[tabindex="0"]',
  )
  const found = form?.querySelector<HTMLElement>(wanted) ?? open
  found?.scrollIntoView?.({ block: 'center' })
  found?.focus()
}
