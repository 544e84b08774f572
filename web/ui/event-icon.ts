import type { EventView } from '@sansheng/contract/clocks.ts'
import {
  AlarmClock,
  BellRing,
  CheckCheck,
  CircleSlash,
  ClipboardCheck,
  ClipboardList,
  Dot,
  Eye,
  Handshake,
  Headset,
  type LucideIcon,
  MapPin,
  Megaphone,
  Merge,
  MessageSquareText,
  Pause,
  PenLine,
  PhoneOutgoing,
  Play,
  Printer,
  RotateCcw,
  Search,
  ShieldCheck,
  Split,
  TriangleAlert,
  Undo2,
  UserRoundCheck,
  Wrench,
} from 'lucide-react'

const icons: Record<string, LucideIcon> = {
  'intake.received': Headset,
  'contact.answered': MessageSquareText,
  'ticket.registered': ClipboardCheck,
  'ticket.changed': PenLine,
  'ticket.notified': BellRing,
  'ticket.accepted': UserRoundCheck,
  'ticket.followed_up': PenLine,
  'ticket.transferred': Undo2,
  'ticket.waiting': Pause,
  'ticket.resumed': Play,
  'ticket.closed': CheckCheck,
  'ticket.reopened': RotateCcw,
  'promise.made': Handshake,
  'promise.kept': Handshake,
  'customer.contacted': MessageSquareText,
  'customer.looked_up': Search,
  'customer.revealed': Eye,
  'customer.merged': Merge,
  'customer.separated': Split,
  'dispatch.made': ClipboardList,
  'print.requested': Printer,
  'dispatch.printed': Printer,
  'worker.assigned': UserRoundCheck,
  'dispatch.accepted': UserRoundCheck,
  'worker.arrived': MapPin,
  'service.completed': Wrench,
  'dispatch.returned': Undo2,
  'inspection.done': ShieldCheck,
  'callback.recorded': PhoneOutgoing,
  'notice.published': Megaphone,
  'gate.denied': CircleSlash,
  'gate.overridden': ShieldCheck,
  'clock.warned': AlarmClock,
  'clock.breached': TriangleAlert,
  'clock.escalated': TriangleAlert,
  'clock.exempted': ShieldCheck,
  'approval.requested': ClipboardCheck,
  'approval.given': ShieldCheck,
  'approval.refused': CircleSlash,
}
export const iconOf = (type: string): LucideIcon => icons[type] ?? Dot

/** Tone of an event on the timeline; the icon and the words say the same. */
export function toneOf(event: Pick<EventView, 'type' | 'detail'>): 'bad' | 'ok' | 'pause' | 'plain' {
  if (event.type === 'clock.breached' || event.type === 'clock.escalated' || event.type === 'gate.denied') return 'bad'
  if (event.type === 'inspection.done') return event.detail.passed === false ? 'bad' : 'ok'
  if (['ticket.registered', 'promise.kept', 'service.completed', 'ticket.closed'].includes(event.type)) return 'ok'
  if (event.type === 'ticket.waiting') return 'pause'
  return 'plain'
}
