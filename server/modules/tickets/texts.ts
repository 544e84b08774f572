/** What people wrote of a ticket: the parts that a search finds, and those that an event keeps beside it. */
import type { FaultAnswers } from '@sansheng/contract/tickets.ts'
import type { TicketRecord } from './queries.ts'

export const searchedTexts = ({ title, category, description, address }: TicketRecord) => ({
  title,
  category,
  description,
  address,
})

export const faultTexts = ({ phenomenon, location, operation }: FaultAnswers) => ({ phenomenon, location, operation })
