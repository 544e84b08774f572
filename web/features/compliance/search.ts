export type ComplianceSearch = {
  range?: string
  from?: string
  to?: string
  unit?: string
  group?: string
  kind?: string
  chapter?: string
  late?: boolean
  /** What is opened: a rule, the period by its beginning, whose. */
  rule?: string
  at?: string
  who?: string
  verdict?: string
}
