import { Input } from 'antd'
import { lazy, Suspense } from 'react'
import type { MomentProps } from './moment-calendar.tsx'

// the calendar is a tenth of a first screen: it is fetched beside it, not before it
const Calendar = lazy(() => import('./moment-calendar.tsx').then(m => ({ default: m.MomentCalendar })))

/** Date and time by the wall of the site, written the same in every browser. */
export function MomentPicker(props: MomentProps) {
  return (
    <Suspense
      fallback={<Input disabled className="ss-num ss-moment" value={props.value.replace('T', ' ')} aria-label={props.label} />}
    >
      <Calendar {...props} />
    </Suspense>
  )
}
