import { DatePicker } from 'antd'
import dayjs from 'dayjs'

const wire = 'YYYY-MM-DDTHH:mm'
export type MomentProps = {
  id?: string
  /** `2026-11-20T16:30`, as the clock on the wall of the site shows it; empty when nothing is chosen. */
  value: string
  onChange: (value: string) => void
  label?: string
  wrong?: boolean
}
export function MomentCalendar({ id, value, onChange, label, wrong = false }: MomentProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      className="ss-num ss-moment"
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      needConfirm={false}
      value={value ? dayjs(value) : null}
      status={wrong ? 'error' : ''}
      onChange={at => onChange(at ? at.format(wire) : '')}
    />
  )
}
