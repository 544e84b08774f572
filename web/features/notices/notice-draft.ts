import { readPlaces } from '@sansheng/contract/address.ts'
import { longestPlace, type Notice, type notices } from '@sansheng/contract/notices.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { cutText } from '@sansheng/rulebook/vocabulary'
import { instantOf } from '../../app/site-time.ts'

/** A notice as it is typed. */
export type NoticeDraft = {
  kind: Notice['kind']
  title: string
  source: string
  reason: string
  /** Null until somebody says which: rules read it. */
  planned: boolean | null
  places: string
  areas: string
  startsAt: string
  endsAt: string
}
/**
 * One place a line; commas and enumeration marks part them too, because that is how departments write, unless a number follows: `6、8 栋` is
 * one place.
 */
export const placesOf = (words: string): string[] => [
  ...new Set(
    words
      .split(/[\n;；]|[,，、](?!\s*(?:[\d零一二两三四五六七八九十百]|[单双奇偶][号数]))/)
      .map(place => place.trim())
      .filter(Boolean),
  ),
]

/** Nothing is said yet of when it begins and whether it was planned. */
export const newNotice = (): NoticeDraft => ({
  kind: 'outage',
  title: '',
  source: '',
  reason: '',
  planned: null,
  places: '',
  areas: '',
  startsAt: '',
  endsAt: '',
})

type NoticeBody = BodyOf<typeof notices.receive>
export type ReadDraft = {
  /** Null while something is missing or wrong. */
  body: NoticeBody | null
  /** What is missing. */
  lacking: ('name' | 'source' | 'isPlanned' | 'places' | 'startsAt')[]
  /** It would end before it begins. */
  backwards: boolean
  /** Parts of places of which it is not clear whom they cover. */
  unclear: string[]
}

/** What is typed as the server takes it. */
export function readDraft(draft: NoticeDraft, zone: string): ReadDraft {
  const [title, source, reason] = [draft.title.trim(), draft.source.trim(), draft.reason.trim()]
  const [places, areas] = [placesOf(draft.places), placesOf(draft.areas)]
  const [startsAt, endsAt] = [instantOf(draft.startsAt, zone), draft.endsAt ? instantOf(draft.endsAt, zone) : null]
  const backwards = startsAt !== null && endsAt !== null && endsAt <= startsAt
  const lacking: ReadDraft['lacking'] = [
    ...(title ? [] : (['name'] as const)),
    ...(source ? [] : (['source'] as const)),
    ...(draft.planned === null ? (['isPlanned'] as const) : []),
    ...(places.length > 0 ? [] : (['places'] as const)),
    ...(startsAt ? [] : (['startsAt'] as const)),
  ]
  const unclear = places.flatMap(place => (place.length > longestPlace ? [cutText(place, 20)] : readPlaces(place).unclear))
  if (lacking.length > 0 || backwards || unclear.length > 0 || !startsAt || draft.planned === null)
    return { body: null, lacking, backwards, unclear }
  const body: NoticeBody = {
    kind: draft.kind,
    title,
    source,
    planned: draft.planned,
    places: places.slice(0, 200),
    ...(reason ? { reason } : {}),
    ...(areas.length > 0 ? { areas: areas.map(area => cutText(area, 60)).slice(0, 50) } : {}),
    startsAt,
    ...(endsAt ? { endsAt } : {}),
  }
  return { body, lacking, backwards, unclear }
}
