/** What a view needs of a row of `clocks`. */
export type ClockRow = {
  id: string
  case_id: string
  rule_id: string
  kind: string
  per: string
  per_id: string | null
  root_kind: string
  root_id: string
  started_at: number
  due_at: number
  warn_at: number | null
  state: string
  breached_at: number | null
  settled_at: number | null
  exempted_seq: number | null
  pauses: unknown
  period: number
  within: string
  term_ms: number
  used_ms: number
  clause: unknown
  record_only: boolean
}
