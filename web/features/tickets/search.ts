/** Filters live in the address: they can be sent to a colleague, and Back brings them back. */
export type TicketSearch = {
  q?: string
  open?: boolean
  mine?: boolean
  breached?: boolean
  status?: string
  kind?: string
  urgency?: string
  departmentId?: string
  sort?: 'due' | 'newest' | 'oldest'
}
