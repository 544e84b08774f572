import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { Headset } from 'lucide-react'
import { useRef, useState } from 'react'
import { useSession } from '../../app/session.tsx'
import { Empty } from '../../ui/states.tsx'
import './desk.css'
import './form.css'
import { Intake } from './intake.tsx'
import { useKeptFocus } from './kept-focus.ts'
import { useDeskLabels } from './labels.ts'
import { Queue } from './queue.tsx'
import { StartBar, useStart } from './start.tsx'

type Step = 'todo' | 'intake' | 'guide'

export function Desk() {
  const t = useDeskLabels()
  const { site } = useSession()
  const { contact } = useSearch({ from: '/shell/desk' })
  const navigate = useNavigate()
  const [step, setStep] = useState<Step>(contact ? 'intake' : 'todo')
  const select = (id?: string) => {
    setStep(id ? 'intake' : 'todo')
    void navigate({ to: '/desk', search: id ? { contact: id } : {} })
  }
  const start = useStart(select)
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  return (
    <div className="ss-desk" data-step={step} ref={box}>
      <nav className="ss-desk-steps" aria-label={t('steps')}>
        <Segmented
          block
          aria-label={t('steps')}
          value={step}
          onChange={value => setStep(value as Step)}
          options={[
            { value: 'todo', label: t('stepTodo') },
            { value: 'intake', label: t('stepIntake') },
            { value: 'guide', label: t('stepGuide'), disabled: !contact },
          ]}
        />
      </nav>
      <div className="ss-desk-left">
        <Queue selected={contact} onSelect={select} />
      </div>
      <div className="ss-desk-work">
        <StartBar start={start} />
        {contact ? (
          <Intake key={contact} contactId={contact} onNext={() => select()} />
        ) : (
          <section className="ss-sheet ss-desk-mid ss-desk-idle">
            <Empty icon={<Headset size={30} strokeWidth={1.5} />} text={t('noContact')}>
              <p className="ss-13 ss-3">{t(site?.standard ? 'noContactHint' : 'standardMissing')}</p>
            </Empty>
          </section>
        )}
      </div>
    </div>
  )
}
