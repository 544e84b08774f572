import type { kinds } from '@sansheng/rulebook/vocabulary'
import {
  BadgeCheck,
  CircleHelp,
  Gauge,
  ListChecks,
  ListOrdered,
  Lock,
  type LucideIcon,
  MessageSquareText,
  Percent,
  ReceiptText,
  Repeat,
  Split,
  Star,
  Timer,
} from 'lucide-react'
import './kind-tag.css'
import { kindWord } from './vocabulary-labels.ts'

export type Kind = keyof typeof kinds
const icons: Record<Kind, LucideIcon> = {
  deadline: Timer,
  cadence: Repeat,
  limit: Gauge,
  require: Lock,
  decide: ListChecks,
  phrase: MessageSquareText,
  script: MessageSquareText,
  approve: BadgeCheck,
  route: Split,
  target: Percent,
  score: Star,
  order: ListOrdered,
  charge: ReceiptText,
}

export function KindIcon({ kind, size = 14 }: { kind: Kind; size?: number }) {
  const Icon = icons[kind] ?? CircleHelp
  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" />
}

/** The kind of a rule. */
export function KindTag({ kind }: { kind: Kind }) {
  return (
    <span className="ss-kind">
      <KindIcon kind={kind} size={13} />
      {kindWord(kind)}
    </span>
  )
}
